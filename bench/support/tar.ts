/** Archives to send: random content, so that nothing on the way can be clever about it. */
import { randomBytes } from "node:crypto";
import { buffer } from "node:stream/consumers";
import { pack } from "tar-stream";

/** `files` of `bytes` each, and what else `more` names. */
export function tarOf(
  files: number,
  bytes: number,
  more: Readonly<Record<string, string>> = {},
): Promise<Buffer> {
  const archive = pack();
  for (const [name, text] of Object.entries(more)) archive.entry({ name }, text);
  for (let i = 0; i < files; i++) archive.entry({ name: `data/file${i}` }, randomBytes(bytes));
  archive.finalize();
  return buffer(archive);
}
