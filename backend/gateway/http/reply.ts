/** What a handler answers: data, not writes, so that one place decides how it leaves. */
import type { Socket } from "node:net";
import type { Readable } from "node:stream";

export type Reply =
  | { kind: "json"; status: number; body: unknown }
  | { kind: "text"; status: number; body: string; headers?: Readonly<Record<string, string>> }
  | { kind: "empty"; status: number; headers?: Readonly<Record<string, string>> }
  | {
      kind: "stream";
      contentType: string;
      body: Readable;
      headers?: Readonly<Record<string, string>>;
    }
  | {
      kind: "raw";
      contentType: string;
      socket: Socket;
      head: Buffer;
      /** told of what the engine sends, as it goes by */
      heard?: (bytes: Buffer) => void;
    }
  /** `output`: what `socket` and `head` say, as the messages are to hold it */
  | { kind: "websocket"; socket: Socket; output: Readable };

export const json = (body: unknown, status = 200): Reply => ({ kind: "json", status, body });
export const empty = (status = 204, headers: Readonly<Record<string, string>> = {}): Reply => ({
  kind: "empty",
  status,
  headers,
});
