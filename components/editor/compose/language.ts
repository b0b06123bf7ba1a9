/** Hover, completion and findings for Compose files, in French. */
import type * as Monaco from "monaco-editor/editor.js";
import { firstWordRange } from "../first-word";
import { markFindings } from "../markers";
import { isCompose } from "../paths";
import { keysAt } from "./place";
import { composeFindings } from "./problems";

const concerns = (model: Monaco.editor.ITextModel): boolean => isCompose(model.uri.path);

export function helpWithCompose(monaco: typeof Monaco): void {
  const { languages } = monaco;
  languages.registerHoverProvider("yaml", {
    provideHover(model, { lineNumber, column }) {
      if (!concerns(model)) return null;
      const line = model.getLineContent(lineNumber);
      const key = /^(\s*)([\w-]+)\s*:/.exec(line);
      const [, space = "", name = ""] = key ?? [];
      if (column <= space.length || column > space.length + name.length + 1) return null;
      const keys = keysAt(model.getLinesContent(), lineNumber - 1);
      const help = keys !== null && Object.hasOwn(keys, name) ? keys[name]?.help : null;
      return help ? { contents: [{ value: `\`${name}\`` }, { value: help }] } : null;
    },
  });
  languages.registerCompletionItemProvider("yaml", {
    provideCompletionItems(model, position) {
      const range = firstWordRange(model, position);
      if (!concerns(model) || range === null) return { suggestions: [] };
      const keys = keysAt(model.getLinesContent(), position.lineNumber - 1) ?? {};
      return {
        suggestions: Object.entries(keys).map(([name, { shapes, help }]) => ({
          label: name,
          kind: languages.CompletionItemKind.Property,
          insertText: shapes.some((shape) => shape !== "list" && shape !== "map")
            ? `${name}: `
            : `${name}:`,
          // those that lessons speak of come first
          sortText: `${help === null ? 1 : 0}${name}`,
          documentation: { value: help ?? "" },
          range,
        })),
      };
    },
  });
  markFindings(monaco, "compose", concerns, composeFindings);
}
