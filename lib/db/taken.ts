/** Telling that a value which must be unique is somebody else's already. */

/** Prisma's P2002: a unique constraint fails. */
export const isTaken = (error: unknown): boolean =>
  error instanceof Error && "code" in error && error.code === "P2002";
