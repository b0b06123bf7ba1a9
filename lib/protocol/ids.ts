/**
 * Identifiers that cross between web, backend and engine. Each has one shape, checked at every
 * boundary, so that none can carry a path, a label filter or a name separator.
 */
import { z } from "zod";

/** A workspace: 12 lower-case hex digits, drawn at random by the backend. */
export const workspaceIdSchema = z.string().regex(/^[0-9a-f]{12}$/);
export type WorkspaceId = z.infer<typeof workspaceIdSchema>;

/**
 * Whose workspace it is. Web uses the account's id; the operator's command line any short name.
 * Also a file name under `owners/`, hence no dot and no slash.
 */
export const ownerSchema = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/, "an owner is 1 to 64 letters, digits, _ or -");
export type Owner = z.infer<typeof ownerSchema>;

/**
 * The owner of a workspace in which exercises are proved: there for that alone, nobody's afterwards.
 * No account is called so: their ids have no hyphen.
 */
export const proofOwnerSchema = ownerSchema.startsWith("proof-");
export const isProofOwner = (owner: string): boolean => proofOwnerSchema.safeParse(owner).success;

/** A terminal tab of one workspace, numbered from 1 in order of opening. */
export const terminalIdSchema = z.coerce.number().int().min(1).max(9999);
export type TerminalId = z.infer<typeof terminalIdSchema>;

/** A published port, written in decimal. */
export const portSchema = z
  .string()
  .regex(/^[1-9]\d{0,4}$/)
  .transform(Number)
  .refine((port) => port <= 65_535);
