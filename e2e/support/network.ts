/** A network cable between the browser and the site, which a test can pull out. */
import { connect, createServer, type Socket } from "node:net";

export interface Cable {
  /** the site's address at this end */
  url: string;
  /** nothing passes any more and nobody is told, as when a train enters a tunnel */
  pull(): void;
  plug(): void;
  close(): Promise<void>;
}

export async function cableTo(site: string): Promise<Cable> {
  const { hostname, port } = new URL(site);
  const sockets = new Set<Socket>();
  let pulled = false;
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on("close", () => {
        sockets.delete(socket);
        near.destroy();
        far.destroy();
      });
      // a reset by either side closes both, which is all that a cable knows
      socket.on("error", () => socket.destroy());
      if (pulled) socket.pause();
    }
    near.on("data", (bytes) => far.write(bytes));
    far.on("data", (bytes) => near.write(bytes));
    if (pulled) for (const socket of [near, far]) socket.pause();
  });
  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port could be had");
  return {
    url: `http://localhost:${address.port}`,
    pull() {
      pulled = true;
      for (const socket of sockets) socket.pause();
    },
    plug() {
      pulled = false;
      // what was underway is lost; new connections pass
      for (const socket of sockets) socket.destroy();
    },
    close() {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
      });
    },
  };
}
