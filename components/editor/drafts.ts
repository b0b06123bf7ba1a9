/** Which files are open, and text not yet saved: kept for this tab of the browser, over a reload. */

import { z } from "zod";
import { filePathSchema, versionSchema } from "@/lib/protocol/files";

const tabsKey = "escale.editor";
const draftKey = (path: string): string => `escale.draft:${path}`;

const tabsSchema = z.object({
  paths: z.array(filePathSchema).max(50),
  active: filePathSchema.nullable(),
});
const draftSchema = z.object({ text: z.string(), version: versionSchema.nullable() });

function read<T>(key: string, schema: z.ZodType<T>): T | null {
  try {
    return schema.parse(JSON.parse(sessionStorage.getItem(key) ?? "null"));
  } catch {
    // nothing kept, or not by this version of the page
    return null;
  }
}

function write(key: string, value: unknown): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(value));
  } catch (error) {
    console.warn("the browser keeps no draft", error);
  }
}

export const storedTabs = () => read(tabsKey, tabsSchema) ?? { paths: [], active: null };
export const keepTabs = (paths: readonly string[], active: string | null): void =>
  write(tabsKey, { paths: paths.slice(0, 50), active });

export const readDraft = (path: string) => read(draftKey(path), draftSchema);
export const keepDraft = (path: string, text: string, version: string | null): void =>
  write(draftKey(path), { text, version });
export const dropDraft = (path: string): void => sessionStorage.removeItem(draftKey(path));
