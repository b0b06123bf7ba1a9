/** Hover, completion and findings for Dockerfiles, in French. */
import type * as Monaco from "monaco-editor/editor.js";
import { instructions } from "./dockerfile-help";
import { dockerfileFindings } from "./dockerfile-problems";
import { firstWordRange } from "./first-word";
import { markFindings } from "./markers";

export function helpWithDockerfiles(monaco: typeof Monaco): void {
  const { languages } = monaco;
  languages.registerHoverProvider("dockerfile", {
    provideHover(model, position) {
      const word = model.getWordAtPosition(position);
      const help = word && instructions[word.word.toUpperCase()];
      const first = model.getLineContent(position.lineNumber).trimStart();
      if (!help || !first.startsWith(word.word)) return null;
      return { contents: [{ value: `\`${help.form}\`` }, { value: help.text }] };
    },
  });
  languages.registerCompletionItemProvider("dockerfile", {
    provideCompletionItems(model, position) {
      const range = firstWordRange(model, position);
      if (range === null) return { suggestions: [] };
      return {
        suggestions: Object.entries(instructions).map(([name, { form, text }]) => ({
          label: name,
          kind: languages.CompletionItemKind.Keyword,
          insertText: `${name} `,
          detail: form,
          documentation: { value: text },
          range,
        })),
      };
    },
  });
  markFindings(
    monaco,
    "dockerfile",
    (model) => model.getLanguageId() === "dockerfile",
    dockerfileFindings,
  );
}
