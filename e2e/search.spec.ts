import { expect, test } from "@playwright/test";
import { expectAccessible } from "./support/accessible";

const box = "Rechercher une leçon, un terme, une commande";

test("the course is searched by keyboard alone, from anywhere", async ({ page }) => {
  await page.goto("/parcours");
  const field = page.getByRole("combobox", { name: box });
  await expect(async () => {
    await page.keyboard.press("/");
    await expect(field).toBeFocused({ timeout: 1000 });
  }).toPass();
  await field.fill("reseaux");
  const options = page.getByRole("option");
  await expect(options.first()).toContainText("réseau");
  await expect(options.first()).toHaveAttribute("aria-selected", "true");
  await expect(page.locator("mark").first()).toBeVisible();
  await expectAccessible(page, undefined, "[role=dialog]");
  await page.keyboard.press("ArrowDown");
  await expect(options.nth(1)).toHaveAttribute("aria-selected", "true");
  await expect(field).toHaveAttribute(
    "aria-activedescendant",
    (await options.nth(1).getAttribute("id")) ?? "",
  );
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/(glossaire|parcours\/.+)#?/);
  await expect(field).toBeHidden();
  // the search is remembered, and Escape gives the keyboard back
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("button", { name: "reseaux" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(field).toBeHidden();
});

test("what is not found is said, with something that looks like it", async ({ page }) => {
  await page.goto("/");
  const field = page.getByRole("combobox", { name: box });
  await expect(async () => {
    await page.getByRole("link", { name: "Rechercher" }).click();
    await expect(field).toBeFocused({ timeout: 1000 });
  }).toPass();
  await field.fill("hipervizzeeur");
  await expect(page.getByText("Rien ne correspond à ces mots.")).toBeVisible();
  await page.getByRole("button", { name: "hyperviseur" }).click();
  await expect(page.getByRole("option").first()).toContainText("yperviseur");
});

test("the search fails with a sentence and a way out", async ({ page }) => {
  await page.route("**/recherche/*.json", (route) => route.abort());
  await page.goto("/glossaire");
  await expect(async () => {
    await page.getByRole("link", { name: "Rechercher" }).click();
    await expect(page.getByText("La recherche n’a pas pu s’ouvrir.")).toBeVisible({
      timeout: 2000,
    });
  }).toPass();
  await page.getByRole("link", { name: "Ouvrir la page de recherche" }).click();
  await expect(page).toHaveURL(/\/recherche$/);
});

test.describe("without script", () => {
  test.use({ javaScriptEnabled: false });

  test("the search is a page with an address", async ({ page }) => {
    await page.goto("/");
    await page.getByRole("link", { name: "Rechercher" }).click();
    await page.getByRole("searchbox", { name: box }).fill("<b>volumes");
    await page.getByRole("button", { name: "Rechercher" }).click();
    await expect(page).toHaveURL(/\/recherche\?q=/);
    await expect(page.getByRole("heading", { name: /résultats/ })).toBeVisible();
    await page.getByRole("main").getByRole("listitem").getByRole("link").first().click();
    await expect(page).toHaveURL(/\/(glossaire|parcours)/);
    await page.goBack();
    await expect(page.getByRole("searchbox", { name: box })).toHaveValue("<b>volumes");
  });
});

test("the page of results is accessible, and fits a small phone", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto("/recherche?q=supprimer+conteneur");
  await expectAccessible(page);
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBeLessThanOrEqual(0);
});
