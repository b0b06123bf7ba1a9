/**
 * Syntax colouring at build time. Each token carries a class, not a colour: the style sheet
 * gives both themes, so light and dark need no script and no inline style.
 */
import { createCssVariablesTheme, createHighlighterCore } from "shiki/core";
import { createJavaScriptRegexEngine } from "shiki/engine/javascript";

const prefix = "--code-";
const theme = createCssVariablesTheme({ name: "escale", variablePrefix: prefix });

const highlighter = createHighlighterCore({
  themes: [theme],
  langs: [
    import("shiki/langs/bash.mjs"),
    import("shiki/langs/dockerfile.mjs"),
    import("shiki/langs/yaml.mjs"),
    import("shiki/langs/json.mjs"),
    import("shiki/langs/python.mjs"),
    import("shiki/langs/nginx.mjs"),
    import("shiki/langs/html.mjs"),
    import("shiki/langs/c.mjs"),
  ],
  engine: createJavaScriptRegexEngine(),
});

export interface Token {
  text: string;
  /** `keyword`, `string`, …; null: the plain colour of code */
  kind: string | null;
}

/** Languages that a fence may name, besides `console` and `text`, which are not coloured. */
export const languages = ["bash", "dockerfile", "yaml", "json", "python", "nginx", "html", "c"];

/** Lines of tokens. A language that is not in `languages` comes back plain. */
export async function highlight(code: string, language: string): Promise<Token[][]> {
  if (!languages.includes(language)) {
    return code.split("\n").map((text) => [{ text, kind: null }]);
  }
  const { tokens } = (await highlighter).codeToTokens(code, {
    ...{ lang: language, theme: "escale" },
    // a line that nobody reads is not worth what its colours may cost
    tokenizeMaxLineLength: 1000,
  });
  return tokens.map((line) =>
    line.map(({ content, color }) => {
      const kind = /--code-token-([a-z-]+)/.exec(color ?? "")?.[1] ?? null;
      return { text: content, kind: language === "bash" ? kindInShell(content, kind) : kind };
    }),
  );
}

/** The grammar calls every argument a string; here only quoted ones are, and options stand out. */
function kindInShell(text: string, kind: string | null): string | null {
  if (kind !== "string") return kind;
  const word = text.trim();
  if (/^["'`]/.test(word)) return "string";
  return word.startsWith("-") ? "constant" : null;
}
