/**
 * The unix socket that a server listens on, and how it is closed for a while: connect() then fails
 * in the client's own process, which costs this one nothing.
 */
import { chown, rm } from "node:fs/promises";
import type { Server } from "node:http";

export interface ListenOptions {
  socketPath: string;
  owner?: { uid: number; gid: number };
}

export interface Listener {
  /** Takes the socket away, and listens anew after `ms`. `failed` hears why it could not. */
  rest(ms: number, failed: (error: unknown) => void): void;
  /** Takes the socket away for good; closing the server is then the caller's. */
  remove(): Promise<void>;
}

/** Listens, in place of a stale socket. */
export async function listen(server: Server, options: ListenOptions): Promise<Listener> {
  let timer: NodeJS.Timeout | undefined;
  let opening: Promise<void> = listenPrivately(server, options);
  let closed = false;
  await opening;
  return {
    rest(ms, failed) {
      if (closed) return;
      clearTimeout(timer);
      // takes the path away as well
      server.close();
      timer = setTimeout(() => {
        opening = listenPrivately(server, options);
        opening.catch(failed);
      }, ms);
    },
    async remove() {
      closed = true;
      clearTimeout(timer);
      await opening.catch(() => undefined);
      await rm(options.socketPath, { force: true });
    },
  };
}

/** Binds synchronously under a mask, so that the socket never exists with wider permissions. */
async function listenPrivately(
  server: Server,
  { socketPath, owner }: ListenOptions,
): Promise<void> {
  await rm(socketPath, { force: true });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    const mask = process.umask(owner ? 0o177 : 0o111);
    try {
      server.listen(socketPath, () => {
        server.off("error", reject);
        resolve();
      });
    } finally {
      process.umask(mask);
    }
  });
  if (owner) await chown(socketPath, owner.uid, owner.gid);
}
