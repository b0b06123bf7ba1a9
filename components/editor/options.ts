/** What every editor of the site is like, and every comparison of two texts. */
import { fontFamily } from "@/components/terminal/font";
import type { monaco } from "./monaco";

export const editorOptions = (): monaco.editor.IStandaloneEditorConstructionOptions => ({
  model: null,
  automaticLayout: true,
  ariaLabel: "Texte du fichier. Ctrl + M : la touche Tabulation quitte l’éditeur.",
  fontFamily: `${fontFamily()}, monospace`,
  minimap: { enabled: false },
  scrollBeyondLastLine: false,
  // its number as readable as the others
  renderFinalNewline: "on",
  fixedOverflowWidgets: true,
  wordWrap: "on",
  tabSize: 2,
  padding: { top: 8 },
  renderLineHighlight: "line",
  // the keys of YAML are strings to its grammar
  quickSuggestions: { other: true, strings: true, comments: false },
  // what is known of the language, no guesses; Enter is a new line where nothing would change
  wordBasedSuggestions: "off",
  acceptSuggestionOnEnter: "smart",
  // names and text of people's files are shown as they are
  unicodeHighlight: { ambiguousCharacters: false },
});

export const diffOptions = (): monaco.editor.IStandaloneDiffEditorConstructionOptions => ({
  automaticLayout: true,
  fontFamily: `${fontFamily()}, monospace`,
  fontSize: 14,
  readOnly: true,
  renderSideBySide: true,
  useInlineViewWhenSpaceIsLimited: true,
  renderOverviewRuler: false,
  renderFinalNewline: "on",
  scrollBeyondLastLine: false,
  wordWrap: "on",
  minimap: { enabled: false },
  unicodeHighlight: { ambiguousCharacters: false },
});
