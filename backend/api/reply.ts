/** JSON answers and errors, on a response or on the bare socket of an upgrade. */
import { type ServerResponse, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import type { EscaleError } from "@/lib/protocol/errors";

const headers = { "content-type": "application/json; charset=utf-8", "cache-control": "no-store" };

export function sendJson(response: ServerResponse, status: number, value: unknown): void {
  const body = Buffer.from(JSON.stringify(value));
  response.writeHead(status, { ...headers, "content-length": body.length });
  response.end(body);
}

export function sendError(response: ServerResponse, error: EscaleError): void {
  if (response.headersSent) response.destroy();
  else sendJson(response, error.status, error.toBody());
}

/** Refuses an upgrade: plain HTTP, then the connection ends. */
export function refuseUpgrade(socket: Duplex, error: EscaleError): void {
  const body = JSON.stringify(error.toBody());
  socket.end(
    `HTTP/1.1 ${error.status} ${STATUS_CODES[error.status] ?? ""}\r\n` +
      `content-type: ${headers["content-type"]}\r\n` +
      `content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  );
}
