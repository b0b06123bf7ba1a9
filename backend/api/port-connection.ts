/**
 * `Upgrade: tcp` on a published port: after the 101 the socket is a connection to the container,
 * byte for byte. What is said over it is web's business (HTTP, whose answers nobody should parse as
 * root); which container it leads to is only looked up here.
 */
import type { Duplex } from "node:stream";
import type { Owner } from "@/lib/protocol/ids";
import { toEscaleError } from "../errors";
import type { Log } from "../log";
import { join } from "../ports/connection";
import type { Workspaces } from "../workspaces/workspaces";
import { refuseUpgrade } from "./reply";

const accepted = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: tcp\r\nConnection: Upgrade\r\n\r\n";

/** Never rejects: what goes wrong is answered, or ends the connection. */
export async function connectPort(
  workspaces: Workspaces,
  { owner, port }: { owner: Owner; port: number },
  client: Duplex,
  head: Buffer,
  log: Log,
): Promise<void> {
  client.on("error", () => client.destroy());
  try {
    const { server, used } = await workspaces.connectToPort(owner, port);
    if (client.destroyed) {
      server.destroy();
      return;
    }
    client.write(accepted);
    if (head.length > 0) server.write(head);
    used();
    client.on("data", used);
    join(client, server);
  } catch (thrown) {
    const error = toEscaleError(thrown);
    if (error.code === "internal") log.error({ err: thrown, owner, port }, "no way to a port");
    if (!client.destroyed) refuseUpgrade(client, error);
  }
}
