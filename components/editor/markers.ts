/** Marks what is wrong in the models of some files, anew each time their text holds still. */
import type * as Monaco from "monaco-editor/editor.js";
import type { Finding } from "./dockerfile-problems";

/** Text that holds still this long is looked at, ms. */
const settleMs = 300;

export function markFindings(
  { editor, MarkerSeverity }: typeof Monaco,
  owner: string,
  concerns: (model: Monaco.editor.ITextModel) => boolean,
  find: (text: string) => readonly Finding[],
): void {
  const look = (model: Monaco.editor.ITextModel) => {
    if (model.isDisposed()) return;
    const markers = find(model.getValue()).map(({ start, end, message, severe }) => ({
      startLineNumber: start.line + 1,
      startColumn: start.character + 1,
      endLineNumber: end.line + 1,
      endColumn: end.character + 1,
      message,
      severity: severe ? MarkerSeverity.Error : MarkerSeverity.Warning,
    }));
    editor.setModelMarkers(model, owner, markers);
  };
  editor.onDidCreateModel((model) => {
    if (!concerns(model)) return;
    let timer = setTimeout(() => look(model));
    model.onDidChangeContent(() => {
      clearTimeout(timer);
      timer = setTimeout(() => look(model), settleMs);
    });
  });
}
