/** What the workspaces of a class may use: the operator's to say, everybody's to read. */
import { expect, test } from "@playwright/test";
import { expectAccessible, expectReadableAtNight } from "./support/accessible";
import { makeClass } from "./support/classes";
import { memberPage, trainerPage } from "./support/people";

test("an operator gives a class other resources, which its trainer reads and cannot change", async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const name = `Grande salle ${Date.now()}`;
  const trainer = await trainerPage(browser, "Katherine Johnson");
  await makeClass(trainer, name);
  const card = trainer.getByRole("region", { name: "Ressources" });
  const before = await card.textContent();

  const admin = await memberPage(browser, "Grace Hopper", "admin");
  await admin.goto("/admin/classes");
  const row = admin.getByRole("row", { name: new RegExp(name) });
  await expect(row).toContainText("celles de la machine");
  await row.getByRole("button", { name: `Régler les ressources de ${name}` }).click();
  const dialog = admin.getByRole("dialog", { name: `Ressources de ${name}` });
  await expectAccessible(admin);
  await expectReadableAtNight(admin);
  await admin.emulateMedia({ colorScheme: "light" });

  // more than the machine has is not sent, and the server would not take it
  const memory = dialog.getByLabel("Mémoire des conteneurs (Mio)");
  await memory.fill("99999999");
  await dialog.getByRole("button", { name: "Enregistrer" }).click();
  await expect(dialog).toBeVisible();
  expect(await memory.evaluate((field: HTMLInputElement) => field.validity.valid)).toBe(false);
  await dialog.getByRole("button", { name: "Annuler" }).click();
  await expect(row).toContainText("celles de la machine");

  // cancelled is forgotten; saved is kept, and read again
  await row.getByRole("button", { name: /Régler/ }).click();
  await expect(memory).toHaveValue("");
  await memory.fill("300");
  await dialog.getByLabel("Conteneurs", { exact: true }).fill("3");
  await dialog.getByRole("button", { name: "Enregistrer" }).click();
  await expect(dialog).toBeHidden();
  await expect(row).toContainText("300");
  await admin.reload();
  await row.getByRole("button", { name: /Régler/ }).click();
  await expect(memory).toHaveValue("300");
  await expect(dialog.getByLabel("Processeurs")).toHaveValue("");
  await dialog.getByRole("button", { name: "Annuler" }).click();

  await trainer.reload();
  await expect(card).toContainText("300");
  await expect(card).not.toHaveText(before ?? "");
  await expect(card.getByRole("button")).toHaveCount(0);
  expect((await trainer.request.get("/admin/classes")).status()).toBe(404);
  const id = new URL(trainer.url()).pathname.split("/").at(-1);
  const refused = await trainer.request.post(`/api/admin/classes/${id}/quota`, {
    headers: { origin: new URL(trainer.url()).origin, "sec-fetch-site": "same-origin" },
    data: { quota: { memoryBytes: 2 ** 30 } },
  });
  expect([403, 404]).toContain(refused.status());
  await trainer.reload();
  await expect(card).toContainText("300");

  // emptied, it is the machine's again
  await row.getByRole("button", { name: /Régler/ }).click();
  await memory.fill("");
  await dialog.getByLabel("Conteneurs", { exact: true }).fill("");
  await dialog.getByRole("button", { name: "Enregistrer" }).click();
  await expect(row).toContainText("celles de la machine");
});
