/** Telling a database that is away from a mistake of ours. */

/** Prisma's codes for it (P1xxx: connection) and the socket's own, anywhere in the chain of causes. */
export function isUnreachable(error: unknown): boolean {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    if ("code" in at && typeof at.code === "string") {
      if (
        /^(P1\d{3}|P2024|ECONNREFUSED|ECONNRESET|ENOENT|ETIMEDOUT|57P0\d|08\d{3})$/.test(at.code)
      ) {
        return true;
      }
    }
    if (/PGlite is closed|Can't reach database server/.test(at.message)) return true;
  }
  return false;
}
