import { expect, test } from "@playwright/test";
import { firstLesson } from "./support/workspace";

test("the glossary is searched in both languages, accents or not", async ({ page }) => {
  await page.goto("/glossaire");
  const field = page.getByRole("searchbox", { name: /Chercher un terme/ });
  const terms = page.locator("article:visible");
  const all = await terms.count();
  await field.fill("layer");
  await expect(terms).not.toHaveCount(all);
  await expect(terms.filter({ hasText: "couche" }).first()).toBeVisible();
  await field.fill("demon");
  await expect(terms.filter({ hasText: "daemon" }).first()).toBeVisible();
  await field.fill("xyzzy");
  await expect(page.getByText("Aucun terme ne correspond.")).toBeVisible();
  await field.fill("");
  await expect(terms).toHaveCount(all);
});

test("the card of a term opens and closes by keyboard, and leads to the glossary", async ({
  page,
}) => {
  await page.goto(firstLesson);
  const term = page.locator("[data-term]").first();
  const card = page.locator(".term-card:popover-open");
  // by Tab from what comes before, as a reader would arrive
  await page.getByRole("button", { name: "Copier la commande" }).first().focus();
  await expect(async () => {
    await page.keyboard.press("Tab");
    await expect(term).toBeFocused({ timeout: 100 });
  }).toPass({ intervals: [50] });
  await expect(card).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(card).toBeHidden();
  await expect(term).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(card).toBeVisible();
  await page.keyboard.press("Tab");
  const link = card.getByRole("link", { name: "Voir dans le glossaire" });
  await expect(link).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/glossaire#/);
});
