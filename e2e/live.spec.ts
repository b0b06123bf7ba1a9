/** A short session: a trainer in front of three learners, each on a browser of their own. */
import { expect, type Locator, type Page, test } from "@playwright/test";
import { expectAccessible } from "./support/accessible";
import { guestIn, makeClass } from "./support/classes";
import { cableTo } from "./support/network";
import { trainerPage } from "./support/people";
import {
  expectPrompt,
  firstLesson,
  lines,
  removeWorkspace,
  screen,
  shell,
  type,
} from "./support/workspace";

const lesson = "/parcours/la-terminologie-docker/du-modele-a-l-instance";
const cardOf = (page: Page, name: string): Locator =>
  page.getByRole("list", { name: "Apprenants" }).getByRole("button", { name });

async function write(page: Page, kind: "message" | "commande", text: string): Promise<void> {
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("radio", { name: `Un${kind === "message" ? "" : "e"} ${kind}` }).check();
  await dialog.getByRole("textbox").fill(text);
  await dialog.getByRole("button", { name: "Envoyer" }).click();
  await expect(dialog).toBeHidden();
}

test("a trainer sees who works, who asks and who is gone, and helps them", async ({
  browser,
  baseURL,
}) => {
  test.setTimeout(300_000);
  const trainer = await trainerPage(browser, "Ada Lovelace");
  const code = await makeClass(trainer, "Séance du jeudi");
  await trainer.getByRole("link", { name: "Classe en direct" }).click();
  await expect(trainer.getByText("Personne n’est encore là.")).toBeVisible();
  await expect(trainer.getByText(code, { exact: true })).toBeVisible();
  await expect(trainer.getByText("En direct", { exact: true })).toBeVisible();
  await expectAccessible(trainer);

  const cable = await cableTo(baseURL ?? "");
  const elodie = await guestIn(browser, code, "Élodie Martin");
  await expect(elodie.getByText("Ce que vos formateurs voient")).toBeVisible();
  const karim = await guestIn(browser, code, "Karim Benali");
  const lea = await guestIn(browser, code, "Léa Petit", { baseURL: cable.url });
  await expect(trainer.getByText("3 présents · 0 main levée · 0 bloqué")).toBeVisible();

  // each where they are
  await karim.goto(firstLesson);
  await expect(cardOf(trainer, "Karim")).toContainText("Qu’est-ce qu’un conteneur");
  await elodie.goto(lesson);
  const exercise = elodie.getByRole("region", { name: "La vie d’un conteneur" });
  await exercise.getByRole("button", { name: "Commencer l’exercice" }).click();
  const name = exercise.getByRole("listitem").locator("code").first();
  await expect(name).toBeVisible({ timeout: 40_000 });
  await expectPrompt(elodie);
  const card = cardOf(trainer, "Élodie");
  await expect(card).toContainText("Étape 1/4");

  // what is typed at the prompt is seen, what is typed unseen is not
  await shell(elodie, `docker run -d --name ${await name.textContent()} busybox sleep 1d`);
  await expect(card).toContainText("Étape 2/4");
  await expect(card).toContainText("$ clear; docker run -d --name");
  await type(elodie, "read -s mot");
  // what is typed before it reads is the prompt's still
  await expect(card).toContainText("$ read -s mot");
  await elodie.keyboard.type("chut-secret");
  await elodie.keyboard.press("Enter");
  await shell(elodie, "docker ps");
  await expect(card).toContainText("docker ps");

  // a hand, over a reload
  await karim.getByRole("button", { name: "Lever la main" }).click();
  await expect(cardOf(trainer, "Karim")).toContainText("Main levée");
  await expect(trainer.getByText("1 main levée")).toBeVisible();
  await trainer.mouse.move(2, 2);
  await expect(
    trainer.getByRole("list", { name: "Apprenants" }).getByRole("button").first(),
  ).toContainText("Karim");
  await karim.reload();
  await expect(karim.getByRole("button", { name: "Baisser la main" })).toBeVisible();
  await cardOf(trainer, "Karim").click();
  const panel = trainer.getByRole("complementary", { name: "Karim Benali" });
  await panel.getByRole("button", { name: "Baisser sa main" }).click();
  await expect(karim.getByRole("button", { name: "Lever la main" })).toBeVisible();

  // one learner's panel: step, commands, and never what was typed unseen; back closes it
  await cardOf(trainer, "Élodie").click();
  const hers = trainer.getByRole("complementary", { name: "Élodie Martin" });
  await expect(hers.getByText("Confiez-lui un secret")).toBeVisible();
  await expect(hers.getByText("read -s mot")).toBeVisible();
  await expect(trainer.getByText("chut-secret")).toHaveCount(0);
  await expectAccessible(trainer);

  // a command for her alone, that runs when she says so
  await hers.getByRole("button", { name: "Écrire" }).click();
  await write(trainer, "commande", "echo deux-$((1+1))");
  const offered = elodie.getByRole("region", { name: "Messages de votre formateur" });
  await expect(offered.getByText("echo deux-$((1+1))")).toBeVisible();
  await expectAccessible(elodie, undefined, "section[aria-label='Messages de votre formateur']");
  expect((await lines(elodie)).join("\n")).not.toContain("deux-");
  await offered.getByRole("button", { name: "Taper dans mon terminal" }).click();
  await expect(screen(elodie)).toContainText("deux-2");
  await expect(offered.getByText("echo deux")).toHaveCount(0);
  await trainer.goBack();
  await trainer.goBack();
  await expect(hers).toBeHidden();

  // a message for all, put away by one, and kept in the class's page
  await trainer.getByRole("button", { name: "Écrire à la classe" }).click();
  await write(trainer, "message", "Pause à 10 h 30");
  for (const page of [elodie, karim, lea])
    await expect(page.getByText("Pause à 10 h 30").first()).toBeVisible();
  await expect(karim.getByText("echo deux-$((1+1))")).toHaveCount(0);
  await karim.getByRole("button", { name: "Fermer ce message" }).click();
  await karim.goto(new URL(trainer.url()).pathname.replace("/direct", ""));
  await expect(karim.getByRole("heading", { name: "Messages de la séance" })).toBeVisible();
  await expect(karim.getByText("Pause à 10 h 30")).toHaveCount(1);

  // a train in a tunnel, with a learner in it, and a trainer
  const away = await trainer.context().newPage();
  await away.goto(`${cable.url}${new URL(trainer.url()).pathname}`);
  await expect(away.getByText("En direct", { exact: true })).toBeVisible();
  cable.pull();
  await expect(away.getByText("Ligne coupée")).toBeVisible({ timeout: 30_000 });
  await expect(cardOf(trainer, "Léa")).toContainText("hors ligne", { timeout: 40_000 });
  await trainer.getByRole("button", { name: /^Absents/ }).click();
  await expect(cardOf(trainer, "Léa")).toBeVisible();
  await expect(cardOf(trainer, "Karim")).toHaveCount(0);
  await trainer.reload();
  await expect(cardOf(trainer, "Léa")).toContainText("hors ligne");
  cable.plug();
  await expect(away.getByText("En direct", { exact: true })).toBeVisible({ timeout: 30_000 });
  await expect(cardOf(trainer, "Léa")).toHaveCount(0, { timeout: 30_000 });
  await trainer.getByRole("button", { name: /^Tous/ }).click();
  await expect(cardOf(trainer, "Léa")).toContainText("en ligne");

  await removeWorkspace(elodie);
  await lea.context().close();
  await cable.close();
  for (const page of [trainer, elodie, karim]) await page.context().close();
});
