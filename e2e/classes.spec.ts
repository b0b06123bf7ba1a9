/** A class from its making to its results, several people at once. */
import { type Browser, expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "./support/accessible";
import { makeClass } from "./support/classes";
import { trainerPage } from "./support/people";
import { firstLesson } from "./support/workspace";

const lessonTitle = "Qu’est-ce qu’un conteneur ?";
const phone = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true };

const newPage = async (browser: Browser, options = {}): Promise<Page> =>
  (await browser.newContext(options)).newPage();

/** The assignment of the course's first lesson. */
async function assign(page: Page, title: string): Promise<void> {
  await page.getByRole("link", { name: "Donner un devoir" }).click();
  await page.getByLabel("Titre").fill(title);
  await page.locator("summary").filter({ hasText: "Les conteneurs" }).first().click();
  await page
    .getByRole("checkbox", { name: new RegExp(lessonTitle.slice(0, 12)) })
    .first()
    .check();
  await page.getByLabel("Échéance").fill("2090-01-31T18:00");
  await page.getByLabel("Indices permis").uncheck();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Donner ce devoir" }).click();
  await expect(page.getByRole("link", { name: title })).toBeVisible();
}

test("a trainer makes a class, learners come by code and by link, work, and are seen", async ({
  browser,
}) => {
  test.setTimeout(240_000);
  const trainer = await trainerPage(browser, "Ada Lovelace");
  await trainer.goto("/classes");
  await expectAccessible(trainer);
  const code = await makeClass(trainer, "BTS SIO, groupe B");
  expect(code).toMatch(/^[2-9B-Z]{4}-[2-9B-Z]{4}$/);
  await expectAccessible(trainer);

  // by code, on a phone, without an account
  const guest = await newPage(browser, phone);
  await guest.goto("/rejoindre");
  await expectAccessible(guest);
  await guest.getByLabel("Code de la classe").fill(code.toLowerCase().replace("-", " "));
  await guest.getByRole("button", { name: "Continuer" }).click();
  await expect(guest.getByText("BTS SIO, groupe B")).toBeVisible();
  await expect(guest.getByText("Ada Lovelace")).toBeVisible();
  await guest.getByLabel("Votre prénom et votre nom").fill("Élodie Martin");
  await expectAccessible(guest);
  await guest.getByRole("button", { name: "Rejoindre la classe" }).click();
  await expect(guest.getByText("Rien n’est à faire pour l’instant")).toBeVisible();
  await expectAccessible(guest);

  // a list, and by a personal link
  await trainer.reload();
  await trainer.getByText("Importer une liste").click();
  await trainer
    .getByLabel("Une personne par ligne")
    .fill("Nom;Adresse\nKarim Benali;karim@exemple.fr\n;oubli@exemple.fr");
  await trainer.getByRole("button", { name: "Importer", exact: true }).click();
  await expect(trainer.getByText("1 personne en plus")).toBeVisible();
  await expect(trainer.getByText(/Ligne 3/)).toContainText("Le nom manque");
  await expectAccessible(trainer);
  const [download] = await Promise.all([
    trainer.waitForEvent("download"),
    trainer.getByRole("link", { name: /Liens personnels/ }).click(),
  ]);
  const stream = await download.createReadStream();
  let sheet = "";
  for await (const chunk of stream) sheet += String(chunk);
  const link = /\/rejoindre\?place=\S{22}/.exec(sheet)?.[0] ?? "";
  const second = await newPage(browser);
  await second.goto(link);
  await expect(second.getByText("Karim Benali")).toBeVisible();
  await second.getByRole("button", { name: "Rejoindre la classe" }).click();
  await expect(second.getByRole("heading", { level: 1, name: "BTS SIO, groupe B" })).toBeVisible();

  await trainer.reload();
  await assign(trainer, "Séance 1");

  // expected, by when, in the class, on the home page and in the lesson
  await guest.reload();
  await expect(guest.getByRole("heading", { name: "Séance 1" })).toBeVisible();
  await expect(guest.getByText(/Pour mardi 31.janvier 2090 à 18.h.00/)).toBeVisible();
  await expectAccessible(guest);
  await guest.goto("/");
  await expect(guest.getByRole("heading", { name: "À faire pour votre classe" })).toBeVisible();
  await expectAccessible(guest);
  await guest.goto(firstLesson);
  await expect(guest.getByRole("link", { name: "Séance 1" })).toBeVisible();
  await guest.getByRole("button", { name: "Marquer comme terminée" }).click();
  await expect(guest.getByRole("button", { name: "Leçon terminée" })).toBeVisible();
  await expect(guest.getByRole("link", { name: "Séance 1" })).toBeHidden();
  await guest.goto("/classes");
  await guest.getByRole("link", { name: /BTS SIO/ }).click();
  await expect(guest.getByText("fait", { exact: true })).toBeVisible();

  // seen by the trainer
  await trainer.getByRole("link", { name: "Résultats" }).click();
  const row = trainer.getByRole("row", { name: /Élodie Martin/ });
  await expect(row).toContainText("100");
  await expect(row.getByRole("cell", { name: "fait", exact: true })).toBeVisible();
  await expect(trainer.getByRole("row", { name: /Karim Benali/ })).toContainText("à faire");
  // clicks have scrolled it: the bar at the top, which stays, would cover what is under it
  await trainer.evaluate(() => window.scrollTo(0, 0));
  await expectAccessible(trainer);
  await trainer.getByLabel("Apprenants").selectOption("Ceux qui n’ont rien fini");
  await trainer.getByRole("button", { name: "Filtrer" }).click();
  await expect(trainer.getByRole("row", { name: /Élodie/ })).toBeHidden();
  await trainer.goBack();
  await trainer.getByRole("link", { name: "Élodie Martin" }).click();
  await expect(trainer.getByRole("heading", { level: 1, name: "Élodie Martin" })).toBeVisible();
  await expectAccessible(trainer);
  for (const format of ["CSV", "Excel"]) {
    await trainer.goBack();
    const [file] = await Promise.all([
      trainer.waitForEvent("download"),
      trainer.getByRole("link", { name: format, exact: true }).click(),
    ]);
    expect(file.suggestedFilename()).toMatch(/^Résultats BTS SIO, groupe B\.(csv|xlsx)$/);
    await trainer.goForward();
  }

  // out
  await guest.getByRole("button", { name: "Quitter la classe" }).click();
  await guest.getByRole("dialog").getByRole("button", { name: "Quitter la classe" }).click();
  await guest.waitForURL("**/classes");
  await expect(guest.getByText("Vous n’êtes dans aucune classe.")).toBeVisible();
  for (const page of [trainer, guest, second]) await page.context().close();
});

test("a class is nobody else's page, and a wrong code is told kindly", async ({
  browser,
  page,
}) => {
  test.setTimeout(120_000);
  const trainer = await trainerPage(browser, "Grace Hopper");
  await makeClass(trainer, "Groupe C");
  const path = new URL(trainer.url()).pathname;
  for (const each of [path, `${path}/resultats`, `${path}/devoirs/nouveau`]) {
    expect((await page.goto(each))?.status()).toBe(404);
    await expect(page.getByText("Aucune page à cette adresse")).toBeVisible();
  }
  await page.goto("/rejoindre?code=BCDF-2345");
  await expect(page.getByText("Aucune classe n’a ce code")).toBeVisible();
  await page.goto("/rejoindre?code=bonjour");
  await expect(page.getByText("huit lettres et chiffres")).toBeVisible();
  await page.goto("/rejoindre?place=abc");
  await expect(page.getByText("incomplet")).toBeVisible();
  await trainer.context().close();
});

test("no page of classes scrolls sideways on a phone", async ({ browser }) => {
  test.setTimeout(120_000);
  const trainer = await trainerPage(browser, "Katherine Johnson");
  await makeClass(trainer, "Une classe au nom qui n’en finit pas de s’étirer sur la ligne du haut");
  const path = new URL(trainer.url()).pathname;
  await assign(trainer, "Séance 1");
  await trainer.setViewportSize({ width: 320, height: 640 });
  for (const each of [
    "/classes",
    "/rejoindre",
    path,
    `${path}/devoirs/nouveau`,
    `${path}/resultats`,
  ]) {
    await trainer.goto(each);
    const overflow = await trainer.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, each).toBeLessThanOrEqual(0);
  }
  await trainer.context().close();
});
