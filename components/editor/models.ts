/** The text of the open files, each with its own history of undoing. */
import { monaco } from "./monaco";
import { languageOf } from "./paths";

interface Held {
  readonly model: monaco.editor.ITextModel;
  saved: number;
  /** where the editor was in it */
  view: monaco.editor.ICodeEditorViewState | null;
}

const held = new Map<string, Held>();

/** The name in a model's address tells a Compose file from other YAML; the number keeps it unique. */
const addressOf = (path: string) =>
  monaco.Uri.from({ scheme: "home", authority: String(++made), path: `/${path}` });
let made = 0;

export const models = {
  make(path: string, text: string, onEdit: () => void): void {
    held.get(path)?.model.dispose();
    const model = monaco.editor.createModel(text, languageOf(path), addressOf(path));
    held.set(path, { model, saved: model.getAlternativeVersionId(), view: null });
    model.onDidChangeContent(onEdit);
  },
  of: (path: string): Held | undefined => held.get(path),
  text: (path: string): string => held.get(path)?.model.getValue() ?? "",
  /** As an edit, which can be undone. */
  replace(path: string, text: string): void {
    const model = held.get(path)?.model;
    model?.pushEditOperations([], [{ range: model.getFullModelRange(), text }], () => null);
  },
  mark: (path: string): number => held.get(path)?.model.getAlternativeVersionId() ?? 0,
  saved(path: string, mark: number): void {
    const file = held.get(path);
    if (file) file.saved = mark;
  },
  isDirty(path: string): boolean {
    const file = held.get(path);
    return file !== undefined && file.model.getAlternativeVersionId() !== file.saved;
  },
  drop(path: string): void {
    held.get(path)?.model.dispose();
    held.delete(path);
  },
};

export type Models = typeof models;
