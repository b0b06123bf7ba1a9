/** Puts a server on a unix socket that only root and one group may open. */
import { chmodSync, chownSync, mkdirSync, readFileSync, unlinkSync } from "node:fs";
import type { Server } from "node:http";
import { connect } from "node:net";
import { dirname } from "node:path";

/** The primary group of a user in /etc/passwd; null when there is no such user. */
export function groupOf(user: string, passwd = readFileSync("/etc/passwd", "utf8")): number | null {
  const entry = passwd.split("\n").find((line) => line.startsWith(`${user}:`));
  const gid = Number.parseInt(entry?.split(":")[3] ?? "", 10);
  return Number.isNaN(gid) ? null : gid;
}

/** True when some process serves the socket. */
function isServed(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = connect(path);
    probe.on("connect", () => {
      probe.destroy();
      resolve(true);
    });
    probe.on("error", () => resolve(false));
  });
}

/**
 * Listens, replacing the socket of a process that is gone. Rejects when another one is alive: two
 * backends over the same data would take each other's work for orphans.
 */
export async function listenOnSocket(
  server: Server,
  path: string,
  group: number | null,
): Promise<void> {
  mkdirSync(dirname(path), { recursive: true, mode: 0o711 });
  if (await isServed(path)) throw new Error(`another backend already serves ${path}`);
  try {
    unlinkSync(path);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
  }
  const before = process.umask(0o177);
  try {
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(path, () => {
        server.off("error", reject);
        resolve();
      });
    });
  } finally {
    process.umask(before);
  }
  if (group !== null) chownSync(path, process.getuid?.() ?? 0, group);
  chmodSync(path, 0o660);
}
