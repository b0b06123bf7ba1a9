/** YAML read against a zod schema, with the line of each mistake. */
import { LineCounter, parseDocument } from "yaml";
import type { z } from "zod";
import { ContentError } from "./problem";

interface Place {
  file: string;
  /** lines of the file above the YAML, for front matter */
  linesAbove?: number;
  /** says an issue in other words than zod's */
  explain?: Explain;
}

/** Undefined: in zod's own words. */
export type Explain = z.core.$ZodErrorMap;

/** Throws `ContentError` naming each wrong, missing or unknown key and its line. */
export function parseYaml<T>(text: string, schema: z.ZodType<T>, place: Place): T {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const above = place.linesAbove ?? 0;
  const lineAt = (offset: number) => lines.linePos(offset).line + above;
  if (document.errors.length > 0) {
    throw new ContentError(
      document.errors.map((error) => ({
        file: place.file,
        line: lineAt(error.pos[0]),
        message: error.message.split("\n")[0] ?? error.message,
      })),
    );
  }
  const result = schema.safeParse(document.toJS(), place.explain && { error: place.explain });
  if (result.success) return result.data;
  throw new ContentError(
    result.error.issues.map((issue) => ({
      file: place.file,
      line: lineAt(offsetOf(document, issue.path)),
      message: `${issue.path.join(".") || "(file)"}: ${issue.message}`,
    })),
  );
}

/** Where the value at `path` stands, or the nearest parent that exists. */
function offsetOf(document: ReturnType<typeof parseDocument>, path: readonly PropertyKey[]) {
  for (let length = path.length; length > 0; length--) {
    const node: unknown = document.getIn(path.slice(0, length), true);
    if (typeof node === "object" && node !== null && "range" in node && Array.isArray(node.range)) {
      const start: unknown = node.range[0];
      if (typeof start === "number") return start;
    }
  }
  return 0;
}
