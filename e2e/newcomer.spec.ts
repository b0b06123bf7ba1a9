import { expect, test } from "@playwright/test";
import { expectPrompt, openTerminal, removeWorkspace, screen, type } from "./support/workspace";

test("home → lesson → terminal → docker run → reload: the screen is back", async ({ page }) => {
  await page.goto("/");
  await expect(page.locator("html")).toHaveAttribute("lang", "fr");
  await page
    .getByRole("link", { name: /Commencer/ })
    .first()
    .click();
  await expect(page).toHaveURL(/\/parcours\/[a-z0-9-]+\/[a-z0-9-]+$/);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();

  await openTerminal(page);
  await type(page, "docker run --rm hello-world");
  await expect(screen(page)).toContainText("Bonjour", { timeout: 30_000 });
  await type(page, "export MEMOIRE=vive; clear; echo la-$MEMOIRE");
  await expect(screen(page)).toContainText("la-vive");

  await page.reload();
  await expect(screen(page)).toContainText("la-vive", { timeout: 20_000 });
  // the same shell, not only the same picture
  await type(page, "clear; echo encore-$MEMOIRE");
  await expect(screen(page)).toContainText("encore-vive");
  await removeWorkspace(page);
});

test("a command of the lesson is typed into the terminal on a click", async ({ page }) => {
  await page.goto("/parcours");
  await page.locator('main a[href^="/parcours/"]').first().click();
  await page
    .getByRole("button", { name: /Exécuter/ })
    .first()
    .click();
  await expectPrompt(page);
  await expect(screen(page)).toContainText("docker", { timeout: 30_000 });
  await removeWorkspace(page);
});

test("several tabs, each with a shell of its own, survive a reload", async ({ page }) => {
  await page.goto("/parcours");
  await page.locator('main a[href^="/parcours/"]').first().click();
  await openTerminal(page);
  await type(page, "clear; echo premier-onglet");
  await expect(screen(page)).toContainText("premier-onglet");
  await page
    .getByRole("button", { name: /Nouvel onglet|Nouveau terminal/ })
    .first()
    .click();
  await expect(page.getByRole("tab", { name: /2/ })).toBeVisible();
  await expect(screen(page)).not.toContainText("premier-onglet");
  await type(page, "clear; echo second-onglet");
  await expect(screen(page)).toContainText("second-onglet");
  await page.reload();
  await page.getByRole("tab", { name: /1/ }).click();
  await expect(screen(page)).toContainText("premier-onglet", { timeout: 20_000 });
  await page.getByRole("tab", { name: /2/ }).click();
  await expect(screen(page)).toContainText("second-onglet");
  await removeWorkspace(page);
});
