/**
 * One connection on a workspace's socket for ports: two bytes say the port, the rest is the
 * learner's. A zero before the port says UDP: datagrams, each behind its length (datagrams.ts).
 * Whoever connects may be the learner, not init: what they say is only ever looked up.
 */
import { connect, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import { relayDatagrams } from "./datagrams";
import type { Target } from "./targets";
import type { PortKey } from "./types";

const headerMs = 5_000;
const connectMs = 10_000;

/** Resolves to the port once its bytes are there, the rest put back; undefined: none came. */
function readPort(client: Socket): Promise<PortKey | undefined> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => done(undefined), headerMs);
    const done = (key: PortKey | undefined) => {
      clearTimeout(timer);
      client.off("readable", look);
      client.off("end", ended);
      client.off("close", ended);
      resolve(key);
    };
    const ended = () => done(undefined);
    let protocol: PortKey["protocol"] = "tcp";
    const look = () => {
      for (;;) {
        const header: unknown = client.read(2);
        if (!Buffer.isBuffer(header) || header.length < 2) return;
        const port = header.readUInt16BE(0);
        if (port !== 0 || protocol === "udp") return done({ protocol, port });
        protocol = "udp";
      }
    };
    client.on("readable", look);
    client.on("end", ended);
    client.on("close", ended);
  });
}

/** Resolves once the container has taken the connection; rejects when it does not. */
export function connectTo(target: Target): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const server = connect({ host: target.address, port: target.port, allowHalfOpen: true });
    const timer = setTimeout(() => server.destroy(new Error("no answer in time")), connectMs);
    server.once("close", () => clearTimeout(timer));
    server.once("error", reject);
    server.once("connect", () => {
      clearTimeout(timer);
      server.off("error", reject);
      resolve(server);
    });
  });
}

/** Joins the two, each end's half-close passed on, each one's pace kept. */
export function join(client: Duplex, server: Socket): void {
  server.pipe(client);
  client.pipe(server);
  client.on("close", () => server.destroy());
  server.on("close", () => {
    // what it has said is still on its way to the learner; what they say, nobody hears
    client.resume();
    client.end();
  });
}

/**
 * `client` was accepted with `allowHalfOpen`. `lookUp` says where a port leads, undefined for
 * nowhere; `joined` hears of the container, while the connection lasts.
 */
export async function serveConnection(
  client: Socket,
  lookUp: (key: PortKey) => Promise<Target | undefined>,
  joined: (container: string) => void,
): Promise<void> {
  client.on("error", () => client.destroy());
  const key = await readPort(client);
  const target = key === undefined ? undefined : await lookUp(key);
  if (key === undefined || target === undefined || client.destroyed) {
    client.destroy();
    return;
  }
  joined(target.container);
  if (key.protocol === "udp") return relayDatagrams(client, target);
  const server = await connectTo(target).catch(() => null);
  if (server === null || client.destroyed) {
    server?.destroy();
    client.destroy();
    return;
  }
  server.on("error", () => {
    server.destroy();
    client.destroy();
  });
  join(client, server);
}
