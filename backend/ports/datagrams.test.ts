/** Datagrams through a connection: a real socket on each side, in place of init and of a container. */
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { connect, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { serveConnection } from "./connection";
import type { PortKey } from "./types";

let folder: string;
let path: string;
let asked: PortKey[];
let heard: string[];
let server: ReturnType<typeof createServer>;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "escale-datagrams-"));
  path = join(folder, "ports.sock");
  asked = [];
  heard = [];
  const box = createSocket("udp4");
  box.on("message", (datagram, from) => {
    heard.push(datagram.toString());
    box.send(datagram.toString().toUpperCase(), from.port, from.address);
  });
  await new Promise<void>((resolve) => box.bind(0, "127.0.0.1", resolve));
  const { port } = box.address();
  server = createServer({ allowHalfOpen: true }, (client) => {
    const target = { container: "c", name: "c", address: "127.0.0.1", port };
    const lookUp = async (key: PortKey) => {
      asked.push(key);
      return key.protocol === "udp" && key.port === 53 ? target : undefined;
    };
    void serveConnection(client, lookUp, () => undefined);
  });
  server.once("close", () => box.close());
  await new Promise<void>((resolve) => server.listen(path, resolve));
});
afterEach(async () => {
  await new Promise((resolve) => server.close(resolve));
  await rm(folder, { recursive: true });
});

const words = (...numbers: number[]) => Buffer.from(numbers.flatMap((n) => [n >> 8, n & 255]));
const framed = (text: string) => Buffer.concat([words(Buffer.byteLength(text)), Buffer.from(text)]);
async function open(...first: Buffer[]): Promise<{ client: Socket; said: () => string }> {
  const client = connect(path);
  client.on("error", () => undefined);
  await once(client, "connect");
  let said = "";
  client.on("data", (chunk: Buffer) => {
    said += chunk.toString("latin1");
  });
  for (const bytes of first) client.write(bytes);
  return { client, said: () => said };
}
async function until(test: () => boolean): Promise<void> {
  for (const end = Date.now() + 5_000; !test() && Date.now() < end; ) await pause(10);
  expect(test()).toBe(true);
}

test("each datagram whole, however the bytes arrive, empty ones too", async () => {
  const bytes = Buffer.concat([words(0, 53), framed("un"), framed(""), framed("deux")]);
  const { client, said } = await open();
  for (const byte of bytes) {
    client.write(Buffer.of(byte));
    await pause(1);
  }
  await until(() => heard.length === 3);
  expect(heard).toEqual(["un", "", "deux"]);
  await until(() => said() === `${framed("UN")}${framed("")}${framed("DEUX")}`);
  expect(asked).toEqual([{ protocol: "udp", port: 53 }]);
  client.destroy();
});

test("what leads nowhere is let go of; a zero is asked for no further", async () => {
  for (const header of [words(0, 54), words(0, 0), words(53)]) {
    const { client } = await open(header);
    await once(client, "close");
  }
  expect(asked).toEqual([
    { protocol: "udp", port: 54 },
    { protocol: "udp", port: 0 },
    { protocol: "tcp", port: 53 },
  ]);
});

test("a stream full of datagrams leaves others their turn", async () => {
  const { client } = await open(words(0, 53), Buffer.alloc(400_000));
  let turns = 0;
  const count = setInterval(() => (turns += 1), 1);
  await until(() => heard.length > 5_000);
  clearInterval(count);
  expect(turns).toBeGreaterThan(10);
  client.destroy();
});
