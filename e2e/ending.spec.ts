import { expect, test } from "@playwright/test";
import { expectAccessible } from "./support/accessible";
import {
  expectPrompt,
  firstLesson,
  openTerminal,
  removeWorkspace,
  shell,
} from "./support/workspace";

test("« Tout supprimer » asks first, then leaves nothing", async ({ page }) => {
  await page.goto(firstLesson);
  await openTerminal(page);
  await shell(page, "echo x > ~/note; docker run -d --name web nginx");
  await page.getByRole("button", { name: "Menu de l’espace de travail" }).click();
  await page.getByRole("menuitem", { name: "Tout supprimer…" }).click();
  const dialog = page.getByRole("dialog", { name: "Tout supprimer ?" });
  await expect(dialog).toContainText("Cela ne peut pas être défait");
  // the choice that changes nothing has the keyboard
  await expect(dialog.getByRole("button", { name: "Ne rien supprimer" })).toBeFocused();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Tout supprimer" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Tout est supprimé" })).toBeVisible();

  await page.getByRole("button", { name: "Rouvrir" }).click();
  await expectPrompt(page);
  expect((await shell(page, "test -e ~/note")).status).toBe(1);
  const { output } = await shell(
    page,
    "echo reste=$(docker ps -aq | wc -l)$(docker images -q | wc -l)",
  );
  expect(output).toContain("reste=00");
  await removeWorkspace(page);
});

test("« Arrêter l’espace » keeps the files, and a reload shows that it is stopped", async ({
  page,
}) => {
  await page.goto(firstLesson);
  await openTerminal(page);
  await shell(page, "echo gardé > ~/note");
  await page.getByRole("button", { name: "Menu de l’espace de travail" }).click();
  await page.getByRole("menuitem", { name: "Arrêter l’espace…" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Arrêter", exact: true }).click();
  await expect(page.getByText("Votre espace est arrêté")).toBeVisible();
  await page.reload();
  await expect(page.getByText("Votre espace est arrêté")).toBeVisible();
  await page.getByRole("button", { name: "Rouvrir" }).click();
  await expectPrompt(page);
  expect((await shell(page, "cat ~/note")).output).toContain("gardé");
  await removeWorkspace(page);
});
