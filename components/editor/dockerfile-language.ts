/** Hover, completion and findings for Dockerfiles, in French. */
import type * as Monaco from "monaco-editor/editor.js";
import { instructions } from "./dockerfile-help";
import { dockerfileFindings } from "./dockerfile-problems";

/** Text that holds still this long is looked at, ms. */
const settleMs = 300;

export function helpWithDockerfiles({ editor, languages, MarkerSeverity }: typeof Monaco): void {
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
      const word = model.getWordUntilPosition(position);
      const before = model.getLineContent(position.lineNumber).slice(0, word.startColumn - 1);
      if (before.trim() !== "") return { suggestions: [] };
      const range = {
        startLineNumber: position.lineNumber,
        endLineNumber: position.lineNumber,
        startColumn: word.startColumn,
        endColumn: word.endColumn,
      };
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

  const look = (model: Monaco.editor.ITextModel) => {
    if (model.isDisposed()) return;
    const markers = dockerfileFindings(model.getValue()).map(({ start, end, message, severe }) => ({
      startLineNumber: start.line + 1,
      startColumn: start.character + 1,
      endLineNumber: end.line + 1,
      endColumn: end.character + 1,
      message,
      severity: severe ? MarkerSeverity.Error : MarkerSeverity.Warning,
    }));
    editor.setModelMarkers(model, "dockerfile", markers);
  };
  editor.onDidCreateModel((model) => {
    if (model.getLanguageId() !== "dockerfile") return;
    let timer = setTimeout(() => look(model));
    model.onDidChangeContent(() => {
      clearTimeout(timer);
      timer = setTimeout(() => look(model), settleMs);
    });
  });
}
