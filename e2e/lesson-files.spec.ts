import { expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "./support/accessible";
import { openTerminal, removeWorkspace, screen, shell } from "./support/workspace";

const lesson = "/parcours/ecrire-un-dockerfile/premier-dockerfile";
const saveButton = (page: Page) =>
  page.getByRole("button", { name: "Enregistrer carnet/Dockerfile dans votre dossier" });
const figure = (page: Page) => page.getByRole("figure").filter({ has: saveButton(page) });

test.beforeEach(({ page }) => page.goto(lesson));
test.afterEach(({ page }) => removeWorkspace(page));

test("a lesson's file is saved with one click, and opens in the editor", async ({ page }) => {
  await openTerminal(page);
  await saveButton(page).click();
  await expect(figure(page)).toContainText("Enregistré dans ~/carnet/Dockerfile");
  const { output } = await shell(page, "cat carnet/Dockerfile");
  expect(output).toContain('FROM python:3.13\nWORKDIR /app\nCOPY app.py .\nEXPOSE 8000\nCMD ["p');
  await expectAccessible(page);
  await figure(page).getByRole("button", { name: "Ouvrir dans l’éditeur" }).click();
  await expect(page.locator(".view-lines")).toContainText("WORKDIR", { timeout: 30_000 });
});

test("another file of that name is replaced only when told to", async ({ page }) => {
  await openTerminal(page);
  await shell(page, "mkdir carnet; echo à moi > carnet/Dockerfile");
  await saveButton(page).click();
  await expect(figure(page)).toContainText("Un autre fichier porte déjà ce nom");
  expect((await shell(page, "cat carnet/Dockerfile")).output).toContain("à moi");
  await figure(page).getByRole("button", { name: "Ouvrir l’existant" }).click();
  await expect(page.locator(".view-lines")).toContainText("à moi", { timeout: 30_000 });
  await figure(page).getByRole("button", { name: "Remplacer" }).click();
  await expect(figure(page)).toContainText("Enregistré dans ~/carnet/Dockerfile");
  await expect(page.locator(".view-lines")).toContainText("WORKDIR");
  expect((await shell(page, "cat carnet/Dockerfile")).output).not.toContain("à moi");
});

test("without a terminal, one click more opens it and saves", async ({ page }) => {
  await saveButton(page).click();
  await figure(page).getByRole("button", { name: "Ouvrir le terminal et enregistrer" }).click();
  await expect(figure(page)).toContainText("Enregistré dans ~/carnet/Dockerfile", {
    timeout: 30_000,
  });
  await expect(screen(page)).toContainText("$", { timeout: 20_000 });
  expect((await shell(page, "cat carnet/Dockerfile")).output).toContain("FROM python:3.13");
});
