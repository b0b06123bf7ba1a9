/** A trainer sees a learner's terminal, types along when let, and shows their own to the class. */
import { type Browser, expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "./support/accessible";
import { guestIn } from "./support/classes";
import { type Cable, cableTo } from "./support/network";
import { memberPage, trainerPage } from "./support/people";
import {
  firstLesson,
  openTerminal,
  removeWorkspace,
  screen,
  shell,
  type,
} from "./support/workspace";

/** The terminal that somebody else's page shows here. */
const watched = (page: Page) => page.locator(".watched-terminal .xterm-rows");
const takeKeyboard = (page: Page) => page.locator(".watched-terminal .xterm-screen").click();
const notice = (page: Page) => page.getByText("Ada Durand regarde votre terminal").first();

test.use({ actionTimeout: 20_000 });

async function makeClass(page: Page, name: string): Promise<{ path: string; code: string }> {
  await page.goto("/classes");
  await page.getByLabel("Nom de la classe").fill(name);
  await page.getByRole("button", { name: "Créer la classe" }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  const code = page.getByRole("region", { name: "Faire entrer la classe" }).locator("strong");
  return {
    path: new URL(page.url()).pathname,
    code: ((await code.first().textContent()) ?? "").trim(),
  };
}

async function learner(browser: Browser, name: string, code: string): Promise<Page> {
  const page = await guestIn(browser, code, name);
  await page.goto(firstLesson);
  await openTerminal(page);
  return page;
}

test("a trainer watches a learner, who is told, asked for the keyboard, and takes it back", async ({
  browser,
  baseURL,
}) => {
  test.setTimeout(240_000);
  const trainer = await trainerPage(browser, "Ada Durand");
  const { path, code } = await makeClass(trainer, "Groupe qui montre");
  const lea = await learner(browser, "Léa Petit", code);
  await shell(lea, "echo bonjour-de-Léa");

  // read-only, and not in secret
  await trainer.goto(path);
  await trainer.getByRole("link", { name: "Voir l’écran de Léa Petit" }).click();
  await expect(trainer.getByRole("heading", { name: "Écran de Léa Petit" })).toBeVisible();
  await expect(watched(trainer)).toContainText("bonjour-de-Léa", { timeout: 20_000 });
  await expect(notice(lea)).toBeVisible();
  await expectAccessible(trainer);
  await expectAccessible(lea);
  await takeKeyboard(trainer);
  await trainer.keyboard.type("echo sans-accord");
  await trainer.keyboard.press("Enter");
  await shell(lea, "echo suite");
  await expect(watched(trainer)).toContainText("suite");
  await expect(screen(lea)).not.toContainText("sans-accord");

  // refused: nothing is given by default, nor by what is being typed
  const ask = trainer.getByRole("button", { name: "Demander le clavier" });
  await ask.click();
  await expect(lea.getByText("demande à y taper avec vous")).toBeVisible();
  await type(lea, "echo toujours-seule");
  await expectAccessible(lea);
  await lea.getByRole("button", { name: "Refuser" }).click();
  await expect(trainer.getByText("Léa Petit préfère garder le clavier.")).toBeVisible();
  await expect(async () => {
    await ask.click();
    await expect(lea.getByRole("button", { name: "Accepter" })).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 20_000, intervals: [2_000] });
  await lea.getByRole("button", { name: "Accepter" }).click();
  await expect(trainer.getByText("Vous et Léa Petit tapez")).toBeVisible();
  await takeKeyboard(trainer);
  await trainer.keyboard.type("echo de-la-part-$((40+2))");
  await trainer.keyboard.press("Enter");
  await expect(screen(lea)).toContainText("de-la-part-42");

  await lea.getByRole("button", { name: "Reprendre le clavier" }).click();
  await expect(trainer.getByText("Le clavier n’est plus partagé.")).toBeVisible();
  await trainer.keyboard.type("echo trop-tard-$((40+2))");
  await trainer.keyboard.press("Enter");
  await shell(lea, "echo encore-moi");
  await expect(screen(lea)).not.toContainText("trop-tard-42");

  // a train enters a tunnel, and leaves it
  const cable: Cable = await cableTo(baseURL ?? "");
  const far = await (
    await browser.newContext({ storageState: await trainer.context().storageState() })
  ).newPage();
  await far.goto(`${cable.url}${new URL(trainer.url()).pathname}`);
  await expect(watched(far)).toContainText("encore-moi", { timeout: 20_000 });
  cable.pull();
  await trainer.goto(path);
  // both are gone: the one left, of the other nothing is heard any more
  await type(lea, "echo pendant-le-tunnel");
  cable.plug();
  await expect(watched(far)).toContainText("pendant-le-tunnel", { timeout: 40_000 });
  await expect(notice(lea)).toBeVisible();
  await far.context().close();
  await expect(notice(lea)).toBeHidden({ timeout: 20_000 });
  await cable.close();

  // both can read of it
  await lea.goto("/vos-donnees");
  await expect(lea.getByRole("heading", { name: "Qui a regardé votre terminal" })).toBeVisible();
  await expect(lea.getByText("en tapant aussi, avec votre accord")).toBeVisible();
  await expectAccessible(lea);
  const admin = await memberPage(browser, "Le gérant", "admin");
  await admin.goto("/admin/journal");
  await expect(
    admin.getByRole("row", { name: /Ada Durand Clavier partagé Léa Petit/ }).first(),
  ).toBeVisible();

  // an address is of no use to whoever may not
  const address = `${path}/direct/${/direct\/([\w-]+)/.exec(far.url())?.[1] ?? ""}`;
  for (const nosy of [lea, admin]) expect((await nosy.goto(address))?.status()).toBe(404);

  await lea.goto(firstLesson);
  await removeWorkspace(lea);
  for (const page of [trainer, lea, admin]) await page.context().close();
});

test("a trainer's terminal is shown to the class, who look at it beside their own", async ({
  browser,
}) => {
  test.setTimeout(240_000);
  const trainer = await trainerPage(browser, "Ada Durand");
  const { path, code } = await makeClass(trainer, "Groupe qui regarde");
  const lea = await learner(browser, "Léa Petit", code);
  const max = await guestIn(browser, code, "Max Roy");

  // from the class's page: nothing is shown before a yes, and the address offers it to nobody else
  await trainer.getByRole("link", { name: "Diffuser mon terminal" }).click();
  const offer = trainer.getByRole("dialog", { name: /Diffuser votre terminal/ });
  await expect(offer).toContainText("Groupe qui regarde", { timeout: 30_000 });
  await expectAccessible(trainer, undefined, "[role=dialog]");
  await offer.getByRole("button", { name: "Annuler" }).click();
  await expect(offer).toBeHidden();
  await shell(trainer, "echo je-vous-montre");
  await expect(trainer.getByText("est diffusé")).toHaveCount(0);
  await trainer.goto(path);
  await trainer.getByRole("link", { name: "Diffuser mon terminal" }).click();
  await offer.getByRole("button", { name: "Diffuser" }).click();
  await expect(trainer.getByText("Le terminal 1 est diffusé")).toBeVisible();
  await expectAccessible(trainer);

  // beside one's own terminal, and without one
  await expect(lea.getByText("diffuse son terminal à la classe")).toBeVisible({ timeout: 20_000 });
  await expectAccessible(lea);
  await lea.getByRole("button", { name: "Regarder" }).click();
  await expect(watched(lea)).toContainText("je-vous-montre", { timeout: 20_000 });
  await max.getByRole("link", { name: "Regarder" }).click({ timeout: 20_000 });
  await expect(watched(max)).toContainText("je-vous-montre", { timeout: 20_000 });
  await expect(trainer.getByText(/2\sécrans/)).toBeVisible();
  await expectAccessible(max);
  await type(trainer, "echo la-suite-$((40+2))");
  for (const page of [lea, max]) await expect(watched(page)).toContainText("la-suite-42");
  await takeKeyboard(max);
  await max.keyboard.type("echo eleve");
  await shell(trainer, "echo fin-$((40+2))");
  await expect(screen(trainer)).not.toContainText("echo eleve");

  // reloads on both sides
  await Promise.all([lea.reload(), max.reload(), trainer.reload()]);
  for (const page of [lea, max])
    await expect(watched(page)).toContainText("fin-42", { timeout: 20_000 });
  await expect(trainer.getByText(/2\sécrans/)).toBeVisible({ timeout: 20_000 });

  // back to one's own by a key, and over by the trainer's click
  await lea.keyboard.press("Control+Shift+D");
  await lea.keyboard.press("Control+Shift+D");
  await trainer.getByRole("button", { name: "Arrêter la diffusion" }).click();
  await expect(max.getByText("Aucun terminal n’est diffusé")).toBeVisible({ timeout: 20_000 });
  await expect(watched(lea)).toBeHidden({ timeout: 20_000 });
  expect((await shell(lea, "echo chez-moi")).output).toContain("chez-moi");

  // of the class alone
  const other = await (await browser.newContext()).newPage();
  expect((await other.goto(`${path}/diffusion`))?.status()).toBe(404);
  for (const page of [trainer, lea]) await removeWorkspace(page);
  for (const page of [trainer, lea, max, other]) await page.context().close();
});
