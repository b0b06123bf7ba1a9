/**
 * The terminal's colours, for day and night. Every colour a program may write text in has a
 * contrast of at least 4.5 with the background (WCAG 2.2, 1.4.3; see themes.test.ts), and
 * `minimumContrast` has xterm hold the same for colours that programs make up themselves.
 */
import type { ITheme } from "@xterm/xterm";
import { resolvedTheme, type ThemeChoice } from "@/components/site/theme-store";

export const minimumContrast = 4.5;

export const light = {
  background: "#fffdf9",
  foreground: "#14233b",
  cursor: "#0a6467",
  cursorAccent: "#fffdf9",
  selectionBackground: "#bfdde6",
  selectionInactiveBackground: "#dfe8ea",
  scrollbarSliderBackground: "#1c2b3633",
  scrollbarSliderHoverBackground: "#1c2b3655",
  scrollbarSliderActiveBackground: "#1c2b3677",
  black: "#1c2b36",
  red: "#a8321f",
  green: "#2a6b36",
  yellow: "#7d5700",
  blue: "#1d56a0",
  magenta: "#84348a",
  cyan: "#0b647a",
  white: "#5a6670",
  brightBlack: "#5e6a74",
  brightRed: "#b3331d",
  brightGreen: "#2b7039",
  brightYellow: "#855c00",
  brightBlue: "#2360b3",
  brightMagenta: "#8f3b96",
  brightCyan: "#0c6a82",
  brightWhite: "#3c4a54",
} as const satisfies ITheme;

export const dark = {
  background: "#0a121f",
  foreground: "#e9edf4",
  cursor: "#6fd3c8",
  cursorAccent: "#0a121f",
  selectionBackground: "#2b5062",
  selectionInactiveBackground: "#22333f",
  scrollbarSliderBackground: "#e9edf433",
  scrollbarSliderHoverBackground: "#e9edf455",
  scrollbarSliderActiveBackground: "#e9edf477",
  black: "#7c8b96",
  red: "#f2897a",
  green: "#8ecf8f",
  yellow: "#e5c16c",
  blue: "#88b6f2",
  magenta: "#d6a1e0",
  cyan: "#74cbdc",
  white: "#e9edf4",
  brightBlack: "#93a2ac",
  brightRed: "#ffa699",
  brightGreen: "#a9e0a6",
  brightYellow: "#f5d68a",
  brightBlue: "#a9ccff",
  brightMagenta: "#e7bcee",
  brightCyan: "#97e0ee",
  brightWhite: "#ffffff",
} as const satisfies ITheme;

/** What the search marks, by theme; its addon takes colours as #rrggbb only. */
export const highlights = {
  light: { match: "#f6e3ae", active: "#f4b27a" },
  dark: { match: "#4a3c14", active: "#7a3d22" },
} as const;

const isDark = (choice: ThemeChoice) => (choice === "auto" ? resolvedTheme() : choice) === "dark";

export function highlightsOf(choice: ThemeChoice) {
  const { match, active } = isDark(choice) ? highlights.dark : highlights.light;
  return {
    matchBackground: match,
    matchOverviewRuler: match,
    activeMatchBackground: active,
    activeMatchColorOverviewRuler: active,
  };
}

export function themeOf(choice: ThemeChoice): ITheme {
  return isDark(choice) ? dark : light;
}
