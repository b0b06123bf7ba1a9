import { expect, test } from "@playwright/test";
import { expectAccessible } from "./support/accessible";
import { expectPrompt, firstLesson, removeWorkspace, screen, type } from "./support/workspace";

/** Smallest side of what a finger is to meet, px (Apple's and WCAG 2.5.5's figure). */
const finger = 44;

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
