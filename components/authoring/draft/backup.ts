/** Text that the site does not have yet, kept for this tab of the browser over a reload. */
import { z } from "zod";

const backupSchema = z.record(
  z.string(),
  z.object({ text: z.string(), revision: z.number().nullable() }),
);
export type Backup = z.infer<typeof backupSchema>;

const key = (lesson: string) => `escale.author:${lesson}`;

export function readBackup(lesson: string): Backup {
  try {
    return backupSchema.parse(JSON.parse(sessionStorage.getItem(key(lesson)) ?? "{}"));
  } catch {
    // nothing kept, or not by this version of the page
    return {};
  }
}

export function writeBackup(lesson: string, backup: Backup): void {
  try {
    if (Object.keys(backup).length === 0) sessionStorage.removeItem(key(lesson));
    else sessionStorage.setItem(key(lesson), JSON.stringify(backup));
  } catch (error) {
    console.warn("the browser keeps no unsaved text", error);
  }
}
