import { existsSync } from "node:fs";
import { describe, expect, it, vi } from "vitest";
import { compileGuide } from "./compile";
import { loadGuide } from "./guide";

vi.setConfig({ testTimeout: 60_000 });
vi.stubEnv("NODE_ENV", "production");

describe("the guide for trainers", async () => {
  const pages = await loadGuide();

  it("has its pages, each with an address of its own", () => {
    expect(pages.length).toBeGreaterThan(5);
    expect(new Set(pages.map(({ href }) => href)).size).toBe(pages.length);
  });

  it.each(pages)(
    "$slug: compiles, with links that lead somewhere and figures that are there",
    async (page) => {
      const { headings } = await compileGuide(page);
      expect(headings.length).toBeGreaterThan(1);
    },
  );

  it("speaks of pages that the site has", () => {
    for (const { text } of pages)
      for (const [, page = ""] of text.matchAll(/\]\(\/([a-z-]+)\)/g))
        expect(existsSync(`app/${page}/page.tsx`), page).toBe(true);
  });

  it("refuses a dead link and a figure that is missing, by file and line", async () => {
    const [first] = pages;
    if (first === undefined) throw new Error("the guide is empty");
    const wrong = (text: string) => compileGuide({ ...first, text: `---\n---\n\n${text}\n` });
    await expect(wrong("[ici](/nulle-part)")).rejects.toThrow(/dead link/);
    await expect(wrong('<Figure nom="absente" alt="x" />')).rejects.toThrow(/absente/);
    await expect(wrong("<script>alert(1)</script>")).rejects.toThrow(/no component/);
  });
});
