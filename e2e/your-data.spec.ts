import { readFile } from "node:fs/promises";
import { expect, test } from "@playwright/test";
import { expectAccessible } from "./support/accessible";
import { firstLesson, openTerminal, shell } from "./support/workspace";

test("who has no account is told that nothing is kept", async ({ page, context }) => {
  await page.goto("/vos-donnees");
  await expect(page.getByText("Escale ne garde rien de vous")).toBeVisible();
  await expect(page.getByRole("button", { name: /Supprimer/ })).toHaveCount(0);
  await expectAccessible(page);
  expect(await context.cookies()).toEqual([]);
});

test("a learner takes their data along, then has everything deleted", async ({ page }) => {
  test.setTimeout(120_000);
  await page.goto(firstLesson);
  await openTerminal(page);
  await shell(page, "echo souvenir > ~/souvenir.txt; docker run -d --name ici busybox sleep 1d");
  await page.getByRole("button", { name: "Marquer comme terminée" }).click();
  await expect(page.getByRole("button", { name: "Leçon terminée" })).toBeVisible();

  await page.goto("/vos-donnees");
  await expect(page.getByText("Un compte d’invité")).toBeVisible();
  await expectAccessible(page);
  const json = page.waitForEvent("download");
  await page.getByRole("link", { name: "Télécharger mes données" }).click();
  const exported = JSON.parse(await readFile(await (await json).path(), "utf8"));
  expect(exported.account.lessons).toEqual([
    expect.objectContaining({ lesson: firstLesson.slice(10), completedAt: expect.any(String) }),
  ]);
  const files = page.waitForEvent("download");
  await page.getByRole("button", { name: "Télécharger mes fichiers" }).click();
  const archive = await files;
  expect(archive.suggestedFilename()).toBe("dossier-personnel.tar.gz");
  expect((await readFile(await archive.path())).subarray(0, 2)).toEqual(Buffer.from([0x1f, 0x8b]));

  await page.setViewportSize({ width: 360, height: 740 });
  await page.getByRole("button", { name: "Supprimer mon compte" }).click();
  const dialog = page.getByRole("dialog");
  const remove = dialog.getByRole("button", { name: "Supprimer définitivement" });
  await expectAccessible(page);
  await expect(remove).toBeDisabled();
  const field = dialog.getByRole("textbox");
  await field.fill("supprimer");
  await expect(remove).toBeDisabled();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await page.getByRole("button", { name: "Supprimer mon compte" }).click();
  await field.fill("Supprimer mon compte");
  await field.press("Enter");
  await expect(
    page.getByText("Votre compte et tout ce qui s’y rattachait sont supprimés"),
  ).toBeFocused({
    timeout: 30_000,
  });
  await expectAccessible(page);

  expect(await (await page.request.get("/api/progress")).json()).toMatchObject({ account: false });
  expect(await (await page.request.get("/api/workspace")).json()).toMatchObject({
    ...{ state: "none", filesKept: false },
  });
  await page.goto("/progression");
  await expect(page.getByText("Votre voyage n’a pas encore commencé")).toBeVisible();
  await page.goto("/vos-donnees");
  await expect(page.getByText("Escale ne garde rien de vous")).toBeVisible();
});
