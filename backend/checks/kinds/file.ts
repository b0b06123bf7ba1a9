/** A file of the exercise's folder, as text or by its parsed form. */

import { parseDocument } from "yaml";
import type { CheckOf, Outcome } from "@/lib/protocol/checks/check";
import { readDockerfile } from "../dockerfile";
import { compared, notYet, passed } from "../outcome";
import type { Sight } from "../types";

type FileCheck = CheckOf<"file">;

export async function fileCheck(check: FileCheck, sight: Pick<Sight, "file">): Promise<Outcome> {
  const seen = await sight.file(check.folder, check.path);
  if (check.absent) return seen.there || seen.refused ? notYet("present") : passed;
  if (!seen.there) return notYet(seen.refused ? "refused" : "absent", { expected: check.path });
  const { text, executable, size } = seen;
  const parsed = parse(text, check.as);
  if (parsed === undefined)
    return notYet("refused", { found: check.as ?? "", expected: check.path });
  return compared({ text, executable, size, ...parsed }, check.where);
}

/** undefined for what is not of that form */
function parse(text: string, as: FileCheck["as"]): Record<string, unknown> | undefined {
  if (as === "dockerfile") return { dockerfile: readDockerfile(text) };
  if (as === "json") return parseJson(text);
  if (as === "yaml") return parseYaml(text);
  return {};
}

function parseJson(text: string): { json: unknown } | undefined {
  try {
    return { json: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

/** Aliases are bounded: ten lines of them can stand for a document that fills the memory. */
function parseYaml(text: string): { yaml: unknown } | undefined {
  const document = parseDocument(text, { merge: true, logLevel: "silent" });
  if (document.errors.length > 0) return undefined;
  try {
    return { yaml: document.toJS({ maxAliasCount: 50 }) };
  } catch {
    return undefined;
  }
}
