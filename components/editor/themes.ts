/** The site's colours (styles/tokens.css) for the editor, which takes #rrggbb only. */
import type { editor } from "monaco-editor/editor.js";

const theme = (
  base: "vs" | "vs-dark",
  c: Record<
    | "paper"
    | "surface"
    | "ink"
    | "soft"
    | "line"
    | "sea"
    | "wash"
    | "keyword"
    | "string"
    | "call"
    | "constant"
    | "comment",
    string
  >,
): editor.IStandaloneThemeData => ({
  base,
  inherit: true,
  rules: [
    { token: "", foreground: c.ink.slice(1) },
    { token: "comment", foreground: c.comment.slice(1) },
    { token: "keyword", foreground: c.keyword.slice(1) },
    { token: "string", foreground: c.string.slice(1) },
    { token: "number", foreground: c.constant.slice(1) },
    { token: "variable", foreground: c.constant.slice(1) },
    { token: "type", foreground: c.call.slice(1) },
    { token: "tag", foreground: c.call.slice(1) },
    { token: "attribute.name", foreground: c.keyword.slice(1) },
  ],
  colors: {
    "editor.background": c.paper,
    "editor.foreground": c.ink,
    "editorLineNumber.foreground": c.soft,
    "editorLineNumber.activeForeground": c.ink,
    "editor.lineHighlightBackground": c.wash,
    "editor.lineHighlightBorder": c.wash,
    "editorCursor.foreground": c.sea,
    "editorWidget.background": c.surface,
    "editorWidget.border": c.line,
    "editorHoverWidget.background": c.surface,
    "editorSuggestWidget.background": c.surface,
    "editorSuggestWidget.selectedBackground": c.wash,
    "editorSuggestWidget.selectedForeground": c.sea,
    "editorSuggestWidget.highlightForeground": c.sea,
    "editorSuggestWidget.focusHighlightForeground": c.sea,
    focusBorder: c.sea,
    "input.background": c.paper,
    "menu.background": c.surface,
    "menu.foreground": c.ink,
  },
});

export const themes = {
  "escale-light": theme("vs", {
    ...{ paper: "#fffefb", surface: "#ffffff", ink: "#14233b", soft: "#4a5971", line: "#e2dacb" },
    ...{ sea: "#0a6467", wash: "#f3eee4", keyword: "#9a3412", string: "#256029" },
    ...{ call: "#0a5b78", constant: "#6b3fa0", comment: "#5f6877" },
  }),
  "escale-dark": theme("vs-dark", {
    ...{ paper: "#0a121f", surface: "#152238", ink: "#e9edf4", soft: "#a9b7cb", line: "#27384f" },
    ...{ sea: "#6fd3c8", wash: "#12302f", keyword: "#ffb08a", string: "#a5d8a0" },
    ...{ call: "#7cc8ee", constant: "#cdb4f5", comment: "#94a3b8" },
  }),
};
