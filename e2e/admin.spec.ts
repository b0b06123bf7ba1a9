/** The operator's pages: who works, who has an account, and what was done. */
import { expect, test } from "@playwright/test";
import { expectAccessible } from "./support/accessible";
import { memberPage } from "./support/people";
import { expectPrompt } from "./support/workspace";

test("an admin stops a workspace, gives a role and a link, and finds all of it in the journal", async ({
  browser,
  page: learner,
}) => {
  test.setTimeout(120_000);
  await learner.goto("/bac-a-sable");
  await learner.getByRole("button", { name: "Ouvrir le terminal" }).click();
  await expectPrompt(learner);
  const admin = await memberPage(browser, "Grace Hopper", "admin");
  const colleague = await memberPage(browser, "Katherine Johnson", "trainer");

  await admin.goto("/admin");
  // the newest is the last
  const running = admin.getByRole("row", { name: /invité/ }).last();
  await expect(running).toContainText("1");
  await expectAccessible(admin);
  await running.getByRole("button", { name: /Arrêter l’espace de travail/ }).click();
  await expectAccessible(admin);
  await admin.getByRole("dialog").getByRole("button", { name: "Arrêter" }).click();
  await expect(admin.getByRole("dialog")).toBeHidden();
  await expect(learner.getByText("La personne qui administre le site l’a arrêté.")).toBeVisible({
    timeout: 30_000,
  });

  await admin.getByRole("navigation", { name: "Gestion du site" }).getByText("Comptes").click();
  await admin.getByLabel("Nom ou adresse").fill("katherine");
  await admin.getByRole("button", { name: "Chercher" }).click();
  const row = admin.getByRole("row", { name: /Katherine Johnson/ }).first();
  await row.getByRole("button", { name: /Créer un lien/ }).click();
  await expect(row.getByText(/\/mot-de-passe#/)).toBeVisible();
  await expectAccessible(admin);
  await row.getByLabel("Rôle de Katherine Johnson").selectOption("Apprenant");
  await expect
    .poll(async () => (await colleague.request.get("/api/account")).json())
    .toMatchObject({ role: "learner" });

  await admin.getByRole("navigation", { name: "Gestion du site" }).getByText("Journal").click();
  for (const what of ["Rôle changé", "Lien de mot de passe créé", "Espace de travail arrêté"])
    await expect(admin.getByRole("row", { name: new RegExp(what) }).first()).toContainText(
      "Grace Hopper",
    );
  await expectAccessible(admin);
  for (const path of ["/admin", "/admin/comptes", "/admin/classes", "/admin/journal"]) {
    await admin.setViewportSize({ width: 360, height: 740 });
    await admin.goto(path);
    const past = await admin.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(past, path).toBeLessThanOrEqual(0);
  }
  await admin.context().close();
  await colleague.context().close();
});

test("the operator's pages are nobody else's", async ({ browser, page }) => {
  await page.goto("/admin");
  await expect(page).toHaveURL(/\/connexion\?suite=/);
  const trainer = await memberPage(browser, "Ada Lovelace", "trainer");
  for (const path of ["/admin", "/admin/comptes", "/admin/classes", "/admin/journal"]) {
    const response = await trainer.goto(path);
    expect(response?.status(), path).toBe(404);
  }
  await trainer.context().close();
});
