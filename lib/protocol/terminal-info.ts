/** A terminal, as a list of them names it. */
import { z } from "zod";
import { terminalIdSchema } from "./ids";

export const terminalInfoSchema = z.object({
  id: terminalIdSchema,
  /** false once its shell has ended (the screen stays until the tab is closed) */
  alive: z.boolean(),
});
export type TerminalInfo = z.infer<typeof terminalInfoSchema>;
