/**
 * For the lessons: type a command into the learner's terminal, and know its state. Small on
 * purpose; the rest is loaded by the first command.
 */
export { useWorkspaceState } from "./store";

/**
 * Opens the workspace and a terminal if need be, types `text` and Enter visibly into the active
 * tab, and gives it the keyboard. Waits for as long as the learner waits in line; a newer command
 * takes the place of one that still waits. Rejects with an `EscaleError` whose French message says
 * why nothing was typed.
 */
export async function runCommand(text: string): Promise<void> {
  const { typeCommand } = await import("./type-command");
  await typeCommand(text);
}
