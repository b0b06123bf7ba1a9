/**
 * Next writes inline scripts into its pages. The policy of a page that was rendered at build time
 * allows exactly those, by hash (CSP Level 3 §8.4): an injected script has none.
 */
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";

/** URL path of a page → the `'sha256-…'` of its inline scripts, in order, each once. */
export type PageHashes = ReadonlyMap<string, readonly string[]>;

export const notFoundPage = "/_not-found";

/** @param nextFolder `.next` of a built site; pages made at request time are not in the map */
export async function readPageHashes(nextFolder: string): Promise<PageHashes> {
  const app = join(nextFolder, "server/app");
  if (!existsSync(app)) return new Map();
  const files = (await readdir(app, { recursive: true })).filter((name) => name.endsWith(".html"));
  return new Map(
    await Promise.all(
      files.map(async (file): Promise<[string, string[]]> => {
        const path = `/${relative(app, join(app, file)).replace(/\.html$/, "")}`;
        const html = await readFile(join(app, file), "utf8");
        return [path === "/index" ? "/" : path, inlineScriptHashes(html)];
      }),
    ),
  );
}

/** Hashes of what stands in `<script>` elements without `src`. */
export function inlineScriptHashes(html: string): string[] {
  const scripts = html.matchAll(/<script(?<attributes>[^>]*)>(?<text>[\s\S]*?)<\/script>/gi);
  const hashes = new Set<string>();
  for (const { groups } of scripts) {
    if (/(?:^|\s)src\s*=/i.test(groups?.attributes ?? "") || !groups?.text) continue;
    hashes.add(`'sha256-${createHash("sha256").update(groups.text).digest("base64")}'`);
  }
  return [...hashes];
}
