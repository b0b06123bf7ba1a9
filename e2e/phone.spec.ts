import { expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "./support/accessible";
import { expectPrompt, firstLesson, removeWorkspace, screen, type } from "./support/workspace";

/** Smallest side of what a finger is to meet, px (Apple's and WCAG 2.5.5's figure). */
const finger = 44;

/** Nothing makes the page scroll sideways. */
async function fits(page: Page, what: string): Promise<void> {
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow, what).toBeLessThanOrEqual(0);
}

test("a lesson and its terminal on a phone", async ({ page }) => {
  await page.goto(firstLesson);
  const bar = page.getByRole("navigation", { name: "Leçon ou terminal" });
  await bar.getByRole("button", { name: "Terminal" }).tap();
  await expect(page.getByRole("heading", { level: 1 })).toBeHidden();
  await page.getByRole("button", { name: "Ouvrir le terminal" }).tap();
  await expectPrompt(page);
  await type(page, "clear; docker run --rm hello-world");
  await expect(screen(page)).toContainText("Bonjour", { timeout: 30_000 });

  await expectAccessible(page);
  const keys = page.getByRole("toolbar", { name: "Touches du terminal" }).getByRole("button");
  expect(await keys.count()).toBeGreaterThanOrEqual(11);
  for (const key of await keys.all()) {
    const name = await key.getAttribute("aria-label");
    const box = await key.boundingBox();
    expect(box?.width, name ?? "").toBeGreaterThanOrEqual(finger);
    expect(box?.height, name ?? "").toBeGreaterThanOrEqual(finger);
    await expect(key, name ?? "").toBeInViewport({ ratio: 1 });
  }
  await type(page, "clear");
  await page.keyboard.type("echo a");
  await page.getByRole("button", { name: "Barre verticale" }).tap();
  await page.keyboard.type("tr a b");
  await page.keyboard.press("Enter");
  await expect(screen(page)).toContainText("echo a|tr a b");
  await page.getByRole("button", { name: "Flèche haut" }).tap();
  await page.getByRole("button", { name: "Ctrl, pour la touche suivante" }).tap();
  await page.keyboard.type("c");
  await expect(screen(page)).toContainText("^C");

  await bar.getByRole("button", { name: "Leçon" }).tap();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(screen(page)).toBeHidden();
  await page.getByRole("button", { name: "Exécuter" }).first().tap();
  await expect(screen(page)).toBeVisible();
  await removeWorkspace(page);
});

test("the engine's picture on a phone", async ({ page }) => {
  await page.goto("/bac-a-sable");
  await page.getByRole("button", { name: "Ouvrir le terminal" }).tap();
  await expectPrompt(page);
  await type(page, "docker run -d --name web nginx");
  await page.getByRole("button", { name: "Mon moteur" }).tap();
  const pane = page.getByRole("region", { name: "Mon moteur" });
  const web = pane.locator('[data-object^="container:"]', { hasText: "web" });
  await expect(web).toContainText("en marche", { timeout: 30_000 });
  await expectAccessible(page);
  await web.tap();
  const command = pane.getByRole("button", { name: "docker stop web" });
  await command.scrollIntoViewIfNeeded();
  expect((await command.boundingBox())?.height).toBeGreaterThanOrEqual(finger);
  await command.tap();
  await expect(screen(page)).toContainText("docker stop web");
  await removeWorkspace(page);
});

test.describe("on a small phone, 360 px wide", () => {
  test.use({ viewport: { width: 360, height: 740 } });
  const pane = (page: Page, name: string) =>
    page
      .getByRole("toolbar", { name: "Volets de l’espace de travail" })
      .getByRole("button", { name });

  test.beforeEach(async ({ page }) => {
    await page.goto("/bac-a-sable");
    await page.getByRole("button", { name: "Ouvrir le terminal" }).tap();
    await expectPrompt(page);
  });
  test.afterEach(({ page }) => removeWorkspace(page));

  test("every pane is one tap away, a published port among them", async ({ page }) => {
    await type(page, "docker run -d -p 8080:80 nginx");
    await expect(page.getByRole("button", { name: "8080" })).toBeInViewport({
      ratio: 1,
      timeout: 30_000,
    });
    for (const name of ["Aperçu", "Mon moteur", "Éditeur", "Terminal"]) {
      const button = pane(page, name);
      await expect(button, name).toBeInViewport({ ratio: 1 });
      expect((await button.boundingBox())?.height, name).toBeGreaterThanOrEqual(finger);
      await button.tap();
      await expect(button, name).toHaveAttribute("aria-pressed", "true");
      await fits(page, name);
      // what it says while it looks fades in, and is half its colour until then
      if (name === "Mon moteur")
        await expect(page.locator('[data-object^="container:"]').first()).toBeVisible();
      await expectAccessible(page);
    }
    await page.getByRole("button", { name: "8080" }).tap();
    await expect(page.frameLocator("iframe").getByRole("heading")).toContainText("nginx", {
      timeout: 30_000,
    });
    await fits(page, "preview");
  });

  test("a file is made, written and kept in the editor", async ({ page }) => {
    await pane(page, "Éditeur").tap();
    await page.getByRole("button", { name: "Nouveau fichier" }).tap();
    await page.getByLabel("Nom du fichier").fill("note.txt");
    await page.keyboard.press("Enter");
    const text = page.locator(".view-lines");
    await expect(text).toBeVisible({ timeout: 30_000 });
    expect((await text.boundingBox())?.width).toBeGreaterThan(200);
    await text.tap();
    await page.keyboard.type("bonjour");
    await fits(page, "editor");
    await expect(page.getByRole("tab", { name: "note.txt" })).not.toContainText("●");
    await pane(page, "Terminal").tap();
    await type(page, "clear; cat note.txt; echo");
    await expect(screen(page)).toContainText("bonjour");
  });
});

test.describe("pages on a small phone", () => {
  test.use({ viewport: { width: 360, height: 740 } });

  test("an exercise is begun and looked at", async ({ page }) => {
    await page.goto("/parcours/la-terminologie-docker/du-modele-a-l-instance");
    const exercise = page.getByRole("region", { name: "La vie d’un conteneur" });
    await exercise.getByRole("button", { name: "Commencer l’exercice" }).tap();
    await expect(exercise.getByText(/Aucun conteneur ne s’appelle/)).toBeVisible({
      timeout: 40_000,
    });
    await fits(page, "exercise");
    await expectAccessible(page);
    await removeWorkspace(page);
  });

  test("the search fills the screen, and its answers are met by a finger", async ({ page }) => {
    await page.goto("/");
    const field = page.getByRole("combobox");
    await expect(async () => {
      await page.getByRole("link", { name: "Rechercher" }).tap();
      await expect(field).toBeFocused({ timeout: 1_000 });
    }).toPass();
    await field.fill("volume");
    const first = page.getByRole("option").first();
    await expect(first).toBeInViewport({ ratio: 1 });
    expect((await first.boundingBox())?.height).toBeGreaterThanOrEqual(finger);
    await fits(page, "search");
  });

  test("the table of contents is short: chapters folded, the current one open", async ({
    page,
  }) => {
    await page.goto("/parcours");
    await expect(page.locator("main details[open]")).toHaveCount(1);
    const tall = await page.evaluate(() => document.documentElement.scrollHeight);
    expect(tall).toBeLessThan(740 * 5);
    await page.locator("main summary").nth(3).tap();
    await expect(page.getByRole("link", { name: /Le cycle de vie/ })).toBeVisible();
    await fits(page, "table of contents");
    await expectAccessible(page);
  });
});
