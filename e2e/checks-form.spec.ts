/** An exercise’s checks by form, from the template to a version that is published. */
import { expect, type Page, test } from "@playwright/test";
import { expectAccessible, expectReadableAtNight } from "./support/accessible";
import { beginLesson, editor, openFile, saved, write } from "./support/authoring";
import { trainerPage } from "./support/people";

const panel = (page: Page) => page.getByRole("tabpanel");
const submit = (page: Page) =>
  panel(page).getByRole("button", { name: /(Ajouter au|dans le) texte/ });

test("a trainer makes an exercise’s checks by form, proves and publishes them", async ({
  browser,
}) => {
  test.setTimeout(300_000);
  const page = await trainerPage(browser, "Barbara Liskov");
  await beginLesson(page, "Le quai");
  await openFile(page, "exercise.yaml");
  await page.getByRole("button", { name: "Formulaire" }).click();
  const form = panel(page);
  await expect(form.getByRole("heading", { name: /Étape 1/ })).toBeVisible();
  await expectAccessible(page);

  // the one of the template goes, and comes back
  await form.getByRole("button", { name: /^Retirer/ }).click();
  await expect(form).toContainText("est retirée du texte");
  await expect(editor(page)).not.toContainText("kind: engine");
  await form.getByRole("button", { name: "Annuler" }).click();
  await form.getByRole("button", { name: /^Retirer/ }).click();

  // what is missing is said under its field, in French, and nothing is written
  await form.getByRole("button", { name: "Ajouter une vérification" }).click();
  await expect(form.getByRole("heading", { name: "Nouvelle vérification" })).toBeFocused();
  await form.getByLabel("Son nom").fill("pas un nom");
  await submit(page).click();
  await expect(form.getByRole("alert")).toContainText("empêchent d’enregistrer");
  await expect(form).toContainText("Un nom, comme on l’écrit après docker.");
  await expect(form.getByLabel("Ce qui doit être vrai")).toBeFocused();
  await expectAccessible(page);
  await expect(editor(page)).not.toContainText("pas un nom");

  await form.getByLabel("Ce qui doit être vrai").fill("Le conteneur `phare-{{mot}}` est fait");
  await form.getByLabel("Son nom").fill("phare-{{mot}}");
  await form.getByRole("button", { name: "Ajouter une comparaison" }).click();
  await form.getByLabel("Ce qui est comparé").fill("State.ExitCode");
  await form.getByLabel("Valeur").fill("0");
  await form
    .getByLabel("Phrase de « pas encore »", { exact: false })
    .last()
    .fill("Lancez `phare-{{mot}}`.");
  await submit(page).click();
  await expect(form).toContainText("La vérification est dans le texte.");
  await expect(editor(page)).toContainText("id: le-conteneur-phare-mot-est-fait");

  // a second by the keyboard alone: a question
  await form.getByRole("button", { name: "Ajouter une vérification" }).focus();
  await page.keyboard.press("Enter");
  await form.getByLabel("Sorte de vérification").focus();
  await page.keyboard.type("Question");
  await form.getByLabel("Ce qui doit être vrai").fill("Vous avez lu le mot");
  await form.getByLabel("Question", { exact: false }).last().fill("Quel mot a-t-il dit ?");
  await form.getByLabel("Elle vient").selectOption("drawn");
  await form.getByLabel("Valeur", { exact: false }).last().fill("{{mot}}");
  await form
    .getByLabel("Phrase de « pas encore »", { exact: false })
    .last()
    .fill("Relisez sa sortie.");
  await page.keyboard.press("Tab");
  await submit(page).focus();
  await page.keyboard.press("Enter");
  await expect(form.getByRole("button", { name: /^Modifier Vous avez lu/ })).toBeFocused();
  await expectReadableAtNight(page);
  await page.emulateMedia({ colorScheme: "light" });

  // the order, and the hints
  await form.getByRole("button", { name: "Monter « Vous avez lu le mot »" }).click();
  await expect(form.getByRole("listitem").first()).toContainText("Vous avez lu le mot");
  await form.getByRole("button", { name: "Descendre « Vous avez lu le mot »" }).click();
  await form.getByRole("button", { name: "Indices (1)" }).click();
  await form.getByRole("button", { name: "Ajouter un indice" }).click();
  await form.getByRole("textbox", { name: "Indice 2" }).fill("Le mot vient en dernier.");
  await form.getByRole("button", { name: "Enregistrer les indices" }).click();
  await expect(editor(page)).toContainText("Le mot vient en dernier.");
  await saved(page);
  await expect(page.getByText("Aucune erreur")).toBeVisible();

  // the question wants its answer on the last line
  await openFile(page, "solution.sh");
  await write(page, "# étape : lancer\ndocker run --name phare-{{mot}} busybox echo {{mot}}\n");
  await saved(page);
  await page.getByRole("button", { name: "Prouver", exact: true }).click();
  await expect(form).toContainText("Prouvée telle qu’elle est", { timeout: 90_000 });
  await page.getByRole("button", { name: "Publier" }).click();
  await expect(form.getByRole("link", { name: "Version 1" })).toBeVisible();
});

test("the form and the text are one: neither writes over the other", async ({ browser }) => {
  test.setTimeout(120_000);
  const page = await trainerPage(browser, "Edsger Dijkstra");
  await beginLesson(page, "Deux mains");
  await openFile(page, "exercise.yaml");
  const text = (title: string, more: string) => `# un commentaire
title:   "T"
intro: I
version: "1.0"
minutes: 5
steps:
  - id: lancer
    title: "Lancez"
    task: Faites.
    checks:
      # le premier
      - id: lance
        kind: engine
        title: "${title}"  # dit ainsi
        object: container
        name: web${more}
        pasEncore: "Rien."
    hints: [ "Cherchez." ]
`;
  await write(page, text("Un", ""));
  await page.getByRole("button", { name: "Formulaire" }).click();
  const form = panel(page);
  await form.getByRole("button", { name: /^Modifier Un/ }).click();
  await form.getByLabel("Son nom").fill("phare");
  // meanwhile in the text: what is not touched in the form is taken, what is touched is said
  await write(page, text("Deux", ""));
  await expect(form.getByLabel("Ce qui doit être vrai")).toHaveValue("Deux");
  await expect(form.getByLabel("Son nom")).toHaveValue("phare");
  await write(page, text("Deux", "-1"));
  await expect(form).toContainText("a changé entre-temps pour name");
  // a text that cannot be read is left alone
  await write(page, `${text("Deux", "-1")}x: [`);
  await expect(form).toContainText("ne peut pas être lu, ligne 19");
  await expect(submit(page)).toBeDisabled();
  await write(page, text("Deux", ""));
  await submit(page).click();
  await saved(page);
  const lines = async () => {
    const answer = await page.request.get(`/api/authoring/${page.url().split("/").at(-1)}/files`);
    return JSON.stringify(await answer.json());
  };
  const expected = text("Deux", "")
    .replace("name: web", "name: phare")
    .replace('"Deux"  #', '"Deux" #');
  await expect.poll(lines).toContain(JSON.stringify(expected).slice(1, -1));

  // one step of undoing takes back what the form did
  await editor(page).locator(".view-lines").click();
  await page.keyboard.press("Control+z");
  await expect(editor(page)).toContainText("name: web");

  // on a phone
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole("button", { name: "Formulaire" }).or(form).first().waitFor();
  await page.getByRole("button", { name: "Aperçu" }).click();
  await form.getByRole("button", { name: /^Modifier Deux/ }).click();
  await expectAccessible(page);
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
  ).toBeLessThanOrEqual(0);
});
