import { showPane } from "@/components/workspace/panes/store";
import { openFile, restoreTabs } from "./documents";

/** Shows a file of the home in the editor's pane, beside those that were open there. */
export function openInEditor(path: string): void {
  restoreTabs();
  openFile(path);
  showPane("editor", { focus: true });
}
