/** A comparison of two texts, for both editors of the site. */
import { monaco } from "./monaco";
import { diffOptions } from "./options";

/** `theirs`: what the text on the left is, French. */
export function makeDiff(host: HTMLElement, theirs: string): monaco.editor.IStandaloneDiffEditor {
  const diff = monaco.editor.createDiffEditor(host, diffOptions());
  keepName(diff.getOriginalEditor(), theirs);
  keepName(diff.getModifiedEditor(), "Votre texte");
  return diff;
}

/** Monaco takes the names that its options give away again each time the layout changes. */
function keepName(editor: monaco.editor.ICodeEditor, ariaLabel: string): void {
  const name = () => {
    if (editor.getOption(monaco.editor.EditorOption.ariaLabel) !== ariaLabel)
      editor.updateOptions({ ariaLabel });
  };
  editor.onDidChangeConfiguration(name);
  name();
}
