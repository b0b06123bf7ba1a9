import { expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "./support/accessible";
import { firstLesson, openTerminal, removeWorkspace } from "./support/workspace";

const quizLesson = "les-conteneurs/un-seul-noyau-partage";
/** two lessons, each with an exercise and a quiz */
const chapter = "la-securite";
const answers = [
  { quiz: `${chapter}/le-moindre-privilege/en-profondeur`, answers: [[0, 1, 3]] },
  { quiz: `${chapter}/secrets-et-provenance/le-secret-qui-reste`, answers: [[0], [1]] },
];

const progress = async (page: Page) => (await page.request.get("/api/progress")).json();

async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const overflow = () =>
    page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
  const size = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 640 });
  expect(await overflow()).toBeLessThanOrEqual(0);
  if (size) await page.setViewportSize(size);
}

test("who has begun nothing sees the way ahead, and is led to its start", async ({
  page,
  context,
}) => {
  await page.goto("/");
  await page
    .getByRole("navigation", { name: "Principale" })
    .getByRole("link", { name: "Progression" })
    .click();
  await expect(page.getByRole("heading", { level: 1, name: "Votre progression" })).toBeVisible();
  await expect(page.getByText("Votre voyage n’a pas encore commencé")).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await page.getByRole("link", { name: "Commencer" }).click();
  await expect(page).toHaveURL(firstLesson);
  expect(await context.cookies()).toEqual([]);
});

test("answers given without an account wait in the browser, then count", async ({ page }) => {
  await page.goto(`/parcours/${quizLesson}`);
  const quiz = page.getByRole("region", { name: "Question" });
  const check = quiz.getByRole("button", { name: "Vérifier" });
  const ls = quiz.getByRole("checkbox", { name: "La commande ls" });
  await expect(async () => {
    await ls.check();
    await expect(check).toBeEnabled({ timeout: 500 });
  }).toPass();
  await check.click();
  await expect(quiz.getByRole("status")).toHaveText("Il en manque.");
  await quiz.getByRole("checkbox", { name: /os-release/ }).check();
  await check.click();
  await expect(quiz.getByRole("status")).toHaveText("C’est bien cela.");
  const prediction = page.getByRole("region", { name: "Prédiction" });
  await prediction.getByRole("radio").first().check();
  expect(await progress(page)).toMatchObject({ account: false });

  await page.reload();
  await expect(quiz.getByText("Réussi")).toBeVisible();
  await expect(prediction.getByRole("radio").first()).toBeChecked();

  // an account begins: what was kept goes along, and is judged
  await page.getByRole("button", { name: "Marquer comme terminée" }).click();
  await expect
    .poll(async () => Object.values((await progress(page)).quizzes))
    .toEqual(
      expect.arrayContaining([
        expect.objectContaining({ attempts: 2, passed: true }),
        expect.objectContaining({ attempts: 1, answer: [0] }),
      ]),
    );
  expect(await page.evaluate(() => localStorage.getItem("escale.answers"))).toBe("{}");
  await page.reload();
  await expect(quiz.getByText("Réussi")).toBeVisible();

  await page.goto("/progression");
  const lesson = page.getByRole("listitem").filter({
    has: page.getByRole("link", { name: "Un seul noyau partagé" }),
  });
  await expect(lesson.last()).toContainText("1 question réussie sur 1");
  await expectAccessible(page);
});

test("a completed chapter is attested, and its code confirms it to anybody", async ({
  page,
  browser,
}) => {
  test.setTimeout(180_000);
  await page.goto(firstLesson);
  await openTerminal(page);
  const headers = { origin: new URL(page.url()).origin };
  await page.goto("/parcours");
  const links = page.locator(`main a[href^="/parcours/${chapter}/"]`);
  const lessons = await links.evaluateAll((all) => all.map((link) => link.getAttribute("href")));
  expect(lessons.length).toBe(2);
  const ids: string[] = [];
  for (const href of lessons) {
    await page.goto(href ?? "");
    await page.getByRole("button", { name: "Marquer comme terminée" }).click();
    await expect(page.getByRole("button", { name: "Leçon terminée" })).toBeVisible();
    const slugs = await page
      .locator("section[id][aria-labelledby$=-titre]")
      .evaluateAll((all) => all.map(({ id }) => id));
    ids.push(...slugs.map((slug) => `${href?.slice(10)}/${slug}`));
  }
  await page.goto("/progression");
  const place = page.locator(`#${chapter}`);
  // until it stays: the page may just be taking in what is known of one's progress
  const unfold = () =>
    expect(async () => {
      if ((await place.getAttribute("open")) === null) await place.locator("summary").click();
      await page.waitForTimeout(300);
      await expect(place).toHaveAttribute("open", "", { timeout: 100 });
    }).toPass();
  await unfold();
  await expect(place.getByText("Il reste 1 exercice et 1 question").first()).toBeVisible();
  // quizzes and exercises have tests of their own: here each step is passed over
  for (const data of answers)
    expect(await page.request.post("/api/progress/quizzes", { headers, data })).toBeOK();
  for (const id of ids) {
    const act = async (data: object) =>
      (await page.request.post(`/api/exercises/${id}`, { headers, data })).json();
    const { view } = await act({ action: "begin" });
    for (const { id: step } of view.run.steps) await act({ action: "skip", step });
  }
  await page.reload();
  await unfold();
  await expect(place.getByText("Chapitre terminé")).toBeVisible();
  await expectAccessible(page);
  const form = place.getByRole("region", { name: "Attestation de ce chapitre" });
  const name = form.getByRole("textbox", { name: "Le nom à y écrire" });
  await name.fill("<b>Ada</b>");
  await form.getByRole("button", { name: "Obtenir l’attestation" }).click();
  await expect(form.getByRole("alert")).toContainText("lettres latines");
  await name.fill("Éloïse L’Œuvre-Ştefan");
  await name.press("Enter");
  await expect(form.getByText("Au nom de Éloïse L’Œuvre-Ştefan")).toBeVisible();
  const downloading = page.waitForEvent("download");
  await form.getByRole("link", { name: "Télécharger le PDF" }).click();
  expect((await downloading).suggestedFilename()).toBe(`attestation-escale-${chapter}.pdf`);
  const shown = await form
    .getByRole("link", { name: "La page qui la confirme" })
    .getAttribute("href");
  const address = shown ?? "";

  const stranger = await (await browser.newContext()).newPage();
  await stranger.goto(address.toLowerCase());
  await expect(stranger.getByText("Attestation authentique")).toBeVisible();
  await expect(stranger.getByRole("heading", { level: 1 })).toHaveText("Éloïse L’Œuvre-Ştefan");
  await expect(stranger.getByText("avec la solution").first()).toBeVisible();
  await expectAccessible(stranger);
  await expectNoSidewaysScroll(stranger);
  // the paper is for its owner, and a code that nobody has says nothing
  const code = address.replace(/^.*\/|-/g, "");
  expect((await stranger.request.get(`/api/attestations/${code}/pdf`)).status()).toBe(401);
  const other = code.startsWith("A") ? `B${code.slice(1)}` : `A${code.slice(1)}`;
  const missing = await stranger.goto(`/attestation/${other}`);
  expect(missing?.status()).toBe(404);
  await expect(stranger.getByText("Aucune attestation ne porte ce code")).toBeVisible();
  await expectAccessible(stranger);
  await stranger.context().close();
  await removeWorkspace(page);
});
