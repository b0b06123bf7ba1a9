/**
 * The three faces, served from the npm packages. next/font preloads them and derives fallbacks
 * of the same metrics, so that the text does not move when they arrive.
 */
import localFont from "next/font/local";

export const textFace = localFont({
  src: "../node_modules/@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-normal.woff2",
  weight: "200 800",
  variable: "--face-text",
  display: "swap",
});

/** A face of its own, so that pages do not wait for it: few words of a page are in italics. */
export const italicFace = localFont({
  src: "../node_modules/@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-italic.woff2",
  style: "italic",
  weight: "200 800",
  variable: "--face-italic",
  display: "swap",
  preload: false,
});

export const titleFace = localFont({
  src: "../node_modules/@fontsource-variable/bricolage-grotesque/files/bricolage-grotesque-latin-wght-normal.woff2",
  weight: "200 800",
  variable: "--face-title",
  display: "swap",
});

export const codeFace = localFont({
  src: "../node_modules/@fontsource-variable/jetbrains-mono/files/jetbrains-mono-latin-wght-normal.woff2",
  weight: "100 800",
  variable: "--face-code",
  display: "swap",
  adjustFontFallback: false,
  fallback: ["ui-monospace", "Menlo", "Consolas", "monospace"],
});
