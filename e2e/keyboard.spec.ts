import { expect, test } from "@playwright/test";
import { firstLesson, openTerminal, removeWorkspace, screen, shell } from "./support/workspace";

test("the keyboard goes into the terminal, and out of it by Ctrl + Maj + X", async ({ page }) => {
  await page.goto(firstLesson);
  await openTerminal(page);
  const field = page.getByRole("textbox", { name: "Terminal 1, saisie" });
  await expect(field).toBeFocused();
  await expect(field).toHaveAccessibleDescription(/Ctrl \+ Maj \+ X sort du terminal/);
  // Tab is the shell's: it completes
  await page.keyboard.type("clear; echo complete-/etc/hostn");
  await page.keyboard.press("Tab");
  await expect(field).toBeFocused();
  await page.keyboard.press("Control+c");

  await page.keyboard.press("Control+Shift+X");
  await expect(page.getByRole("tab", { name: "Terminal 1" })).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Nouvel onglet" })).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Menu de l’espace de travail" })).toBeFocused();
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Enter");
  await expect(field).toBeFocused();
  expect((await shell(page, "echo de-retour")).output).toMatch(/^de-retour$/m);
  await removeWorkspace(page);
});

test("Alt + Entrée types the next command of the lesson, from anywhere on the page", async ({
  page,
}) => {
  await page.goto(firstLesson);
  await page.keyboard.press("Alt+Enter");
  await expect(screen(page)).toContainText("docker run --rm hello-world", { timeout: 20_000 });
  await expect(screen(page)).toContainText("Bonjour", { timeout: 30_000 });
  await page.keyboard.press("Alt+Enter");
  await expect(screen(page)).toContainText("docker run --rm -it debian bash", { timeout: 20_000 });
  await expect(screen(page)).toContainText("root@", { timeout: 20_000 });
  await removeWorkspace(page);
});

test("the first Tab offers to go to the content", async ({ page }) => {
  await page.goto(firstLesson);
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Aller au contenu" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.locator("main")).toBeFocused();
});
