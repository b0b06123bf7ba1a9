import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const wcag = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/**
 * Axe finds nothing to say about what the page shows now; `rules`: of these alone; `within`: in what
 * this selector finds.
 */
export async function expectAccessible(
  page: Page,
  rules?: string[],
  within?: string,
): Promise<void> {
  // in the page itself: otherwise each audit opens a second, blank page, for frames of other origins
  const axe = new AxeBuilder({ page }).setLegacyMode();
  if (within) axe.include(within);
  const { violations } = await (rules ? axe.withRules(rules) : axe.withTags(wcag)).analyze();
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`),
  ).toEqual([]);
}

/** The same page at night, once terminals and editors have taken their other colours. */
export async function expectReadableAtNight(page: Page): Promise<void> {
  await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
  await expect(() => expectAccessible(page, ["color-contrast"])).toPass({ timeout: 20_000 });
}
