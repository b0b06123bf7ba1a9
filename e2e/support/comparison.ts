/** Two texts beside each other, in the authors' workbench and in the learners' editor. */
import { expect, type Page } from "@playwright/test";

/** They are there, and what differs is marked in colours that can be seen. */
export async function expectDifferences(
  page: Page,
  { theirs, mine }: { theirs: string; mine: string },
): Promise<void> {
  const diff = page.locator(".monaco-diff-editor");
  await expect(diff).toContainText(theirs);
  await expect(diff).toContainText(mine);
  for (const mark of [".line-delete", ".line-insert", ".char-delete", ".char-insert"]) {
    const marked = diff.locator(`${mark}:visible`).first();
    await expect(marked, mark).toBeVisible();
    const colour = await marked.evaluate((element) => getComputedStyle(element).backgroundColor);
    expect(colour, mark).not.toMatch(/^(transparent|rgba\(0, 0, 0, 0\))$/);
  }
}
