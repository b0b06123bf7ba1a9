/** For tests: an internet of a few names and one server, behind the real proxy's own judgement. */
import { createServer, type Server } from "node:http";
import { connect, createServer as createTcpServer, type Server as TcpServer } from "node:net";
import { isReachable } from "./addresses";
import type { Reach } from "./open";

/** An address of the public's that no test ever sends a packet to. */
export const publicAddress = "93.184.216.34";

export interface FakeInternet {
  reach: Reach;
  /** every name asked for, and every `address:port` connected to */
  asked: string[];
  connected: string[];
  /** what the plain http server was asked, head and all */
  heard: string[];
  close(): Promise<void>;
}

export interface Answer {
  type: string;
  body: Buffer | string;
}

/** `names`: each name's addresses at the first question, the second, … ; the last one stays. */
export async function openFakeInternet(
  names: Readonly<Record<string, readonly (readonly string[])[]>>,
  serve: (host: string, path: string) => Answer | undefined,
): Promise<FakeInternet> {
  const asked: string[] = [];
  const connected: string[] = [];
  const heard: string[] = [];
  const plain = createServer((request, response) => {
    heard.push(`${request.method} ${request.url}\n${request.rawHeaders.join("\n")}`);
    const answer = serve(request.headers.host ?? "", request.url ?? "");
    response.writeHead(answer ? 200 : 404, {
      "Content-Type": answer?.type ?? "text/plain",
      "Proxy-Connection": "keep-alive",
    });
    response.end(answer?.body ?? "");
  });
  /** Where https would be: says what it was told. */
  const tls = createTcpServer((socket) => {
    socket.on("error", () => socket.destroy());
    socket.pipe(socket);
  });
  const ports = { 80: await listen(plain), 443: await listen(tls) };
  return {
    asked,
    connected,
    heard,
    reach: {
      async resolve(host) {
        const rounds = names[host];
        const before = asked.filter((each) => each === host).length;
        asked.push(host);
        const found = rounds?.[Math.min(before, rounds.length - 1)];
        if (found === undefined) throw new Error("ENOTFOUND");
        return found;
      },
      mayReach: isReachable,
      connect(address, port) {
        connected.push(`${address}:${port}`);
        return connect(port === 80 ? ports[80] : ports[443], "127.0.0.1");
      },
    },
    async close() {
      plain.closeAllConnections();
      await Promise.all(
        [plain, tls].map((server) => new Promise<void>((done) => server.close(() => done()))),
      );
    },
  };
}

async function listen(server: Server | TcpServer): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("no port");
  return address.port;
}
