/** Starts Next inside this process: the built site of a release, or the development server. */
import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { join } from "node:path";
import type { Duplex } from "node:stream";
import { z } from "zod";

export interface NextApp {
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  close(): Promise<void>;
}

export interface NextAppOptions {
  readonly dev: boolean;
  /** the folder that holds `.next` */
  readonly dir: string;
  readonly hostname: string;
  readonly port: number;
}

const manifestSchema = z.object({ config: z.looseObject({}) });

export async function startNext({ dev, dir, hostname, port }: NextAppOptions): Promise<NextApp> {
  if (!dev) {
    // As the server.js that Next writes for standalone does: the configuration of the build is
    // taken as it is, for next.config.js is not part of a release.
    const manifest = await readFile(join(dir, ".next/required-server-files.json"), "utf8");
    const { config } = manifestSchema.parse(JSON.parse(manifest));
    process.env.__NEXT_PRIVATE_STANDALONE_CONFIG = JSON.stringify(config);
  }
  // Left to itself, Next adds its own upgrade listener to the server that a request came in on.
  const upgrades = createServer();
  const { default: next } = await import("next");
  const app = next({ dev, dir, hostname, port, httpServer: upgrades, quiet: !dev });
  await app.prepare();
  const handler = app.getRequestHandler();
  return {
    handle: (request, response) => handler(request, response),
    upgrade: (request, socket, head) => {
      if (!upgrades.emit("upgrade", request, socket, head)) socket.destroy();
    },
    close: () => app.close(),
  };
}
