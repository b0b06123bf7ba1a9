/** Where completion of a line's first word goes: instructions of a Dockerfile, keys of a Compose file. */
import type * as Monaco from "monaco-editor/editor.js";

/** Null when the word at the position is not the line's first. */
export function firstWordRange(
  model: Monaco.editor.ITextModel,
  { lineNumber, column }: Monaco.Position,
): Monaco.IRange | null {
  const { startColumn, endColumn } = model.getWordUntilPosition({ lineNumber, column });
  const before = model.getLineContent(lineNumber).slice(0, startColumn - 1);
  if (before.trim() !== "") return null;
  return { startLineNumber: lineNumber, endLineNumber: lineNumber, startColumn, endColumn };
}
