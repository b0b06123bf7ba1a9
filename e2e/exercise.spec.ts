import { expect, type Locator, type Page, test } from "@playwright/test";
import { expectAccessible } from "./support/accessible";
import { expectPrompt, removeWorkspace, shell } from "./support/workspace";

const lesson = "/parcours/la-terminologie-docker/du-modele-a-l-instance";

const exerciseOf = (page: Page) => page.getByRole("region", { name: "La vie d’un conteneur" });
const stepOf = (exercise: Locator, title: string) =>
  exercise
    .getByRole("listitem")
    .filter({ has: exercise.page().getByRole("heading", { name: title }) });
const confirm = (page: Page, name: string) =>
  page.getByRole("dialog").getByRole("button", { name, exact: true }).click();

test.afterEach(({ page }) => removeWorkspace(page));

test("a learner does an exercise from its start to green, by detours", async ({ page }) => {
  test.setTimeout(180_000);
  await page.goto(lesson);
  const exercise = exerciseOf(page);
  await exercise.getByRole("button", { name: "Commencer l’exercice" }).click();

  const create = stepOf(exercise, "Créez un conteneur à votre nom");
  await expect(create).toHaveAttribute("aria-current", "step", { timeout: 40_000 });
  await expect(create.getByText(/Aucun conteneur ne s’appelle/)).toBeVisible({ timeout: 20_000 });
  const name = (await create.locator("code").first().textContent()) ?? "";

  // neither hints nor solutions are in what the browser was sent
  const sent = await (
    await page.request.get(`/api/exercises/${lesson.slice(10)}/la-vie-d-un-conteneur`)
  ).text();
  expect(sent).not.toContain("Tout tient en une seule commande");
  expect(sent).not.toContain("docker run -d");

  // a shell cannot pretend
  await shell(
    page,
    `mkdir -p ~/bin; printf '#!/bin/sh\\necho ${name}' > ~/bin/docker; chmod +x ~/bin/docker; PATH=~/bin:$PATH docker ps`,
  );
  await expect(create).toHaveAttribute("data-status", "current");

  // wrong: it does not run, not even for a moment in which it would do
  await shell(page, `docker create --name ${name} busybox true`);
  await expect(create.getByText(/est arrêté/)).toBeVisible();
  await expect(create.getByText("Le conteneur", { exact: false }).first()).toBeVisible();

  await create.getByRole("button", { name: /Un indice/ }).click();
  await expect(create.getByText("Indice 1 sur 2")).toBeVisible();
  await expectAccessible(page, undefined, "#la-vie-d-un-conteneur");

  // in the middle, everything is still there after a reload
  await page.reload();
  await expect(create.getByText("Indice 1 sur 2")).toBeVisible();
  await expect(create.getByText(/est arrêté/)).toBeVisible();
  await expectPrompt(page);

  await shell(page, `docker rm ${name}; docker run -d --name ${name} busybox sleep 1d`);
  await expect(create).toHaveAttribute("data-status", "passed");

  // begun anew, its container is gone
  await exercise.getByRole("button", { name: "Recommencer" }).click();
  await confirm(page, "Recommencer");
  await expect(create).toHaveAttribute("data-status", "current");
  expect((await shell(page, "docker ps -aq | wc -l")).output).toMatch(/^0$/m);

  await shell(page, `docker run -d --name ${name} busybox sleep 1d`);
  await expect(create).toHaveAttribute("data-status", "passed");

  const write = stepOf(exercise, "Confiez-lui un secret");
  await write.getByRole("button", { name: "Passer cette étape" }).click();
  await confirm(page, "Passer l’étape");
  await expect(write).toHaveAttribute("data-status", "skipped");
  await expect(page.locator(".xterm-rows:visible")).toContainText("/secret");

  await shell(page, `docker stop -t 0 ${name}`);
  await expect(stepOf(exercise, "Arrêtez-le")).toHaveAttribute("data-status", "passed");
  await shell(page, `docker rm ${name}`);
  await expect(exercise.getByText("Exercice terminé", { exact: true })).toBeVisible();
  await expect(exercise.getByText(/3 étapes réussies, 1 passée, 1 indice/)).toBeVisible();

  const progress = await (await page.request.get("/api/progress")).json();
  expect(progress.exercises).toEqual([
    "la-terminologie-docker/du-modele-a-l-instance/la-vie-d-un-conteneur",
  ]);
  await page.goto("/parcours");
  await expect(
    page.getByRole("progressbar", { name: "Progression : La terminologie Docker" }),
  ).toHaveAttribute("aria-valuenow", "1");
});

test("a closed terminal is said, and opened again from the exercise", async ({ page }) => {
  test.setTimeout(120_000);
  await page.goto(lesson);
  const exercise = exerciseOf(page);
  await exercise.getByRole("button", { name: "Commencer l’exercice" }).click();
  await expect(exercise.getByText(/Aucun conteneur ne s’appelle/)).toBeVisible({ timeout: 40_000 });
  await removeWorkspace(page);
  await expect(exercise.getByText(/Votre terminal est fermé/)).toBeVisible({ timeout: 30_000 });
  await exercise.getByRole("button", { name: "Ouvrir le terminal" }).click();
  await expect(exercise.getByText(/Votre terminal est fermé/)).toBeHidden({ timeout: 40_000 });
  await expect(exercise.getByText(/Aucun conteneur ne s’appelle/)).toBeVisible();
});
