import { describe, expect, it } from "vitest";
import { dark, highlights, light, minimumContrast } from "./themes";

const channel = (value: number) => {
  const c = value / 255;
  return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
};
/** Relative luminance, WCAG 2.2. */
const luminance = (hex: string) => {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) =>
    channel(Number.parseInt(hex.slice(at, at + 2), 16)),
  );
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (one: string, other: string) => {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
};

const notText = /background|selection|scrollbar|cursorAccent/i;

describe.each([
  ["light", light, highlights.light],
  ["dark", dark, highlights.dark],
])("the %s theme", (_name, theme, marks) => {
  const colours = Object.entries(theme).filter(([name]) => !notText.test(name));

  it.each(colours)("%s is readable on the background", (_colour, hex) => {
    expect(contrast(hex, theme.background)).toBeGreaterThanOrEqual(minimumContrast);
  });

  it.each(Object.entries(marks))("keeps text readable on a search's %s", (_mark, hex) => {
    expect(contrast(theme.foreground, hex)).toBeGreaterThanOrEqual(minimumContrast);
  });

  it("keeps text readable when it is selected", () => {
    expect(contrast(theme.foreground, theme.selectionBackground)).toBeGreaterThanOrEqual(
      minimumContrast,
    );
  });
});
