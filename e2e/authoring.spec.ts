/** A trainer's lesson from the template to a class, and what it cannot do. */
import { expect, test } from "@playwright/test";
import { z } from "zod";
import { expectAccessible } from "./support/accessible";
import { beginLesson, editor, saved, write } from "./support/authoring";
import { trainerPage } from "./support/people";
import { openTerminal, removeWorkspace, type } from "./support/workspace";

test("a trainer writes a lesson, mends it, proves it, publishes it, and a learner does it", async ({
  browser,
}) => {
  test.setTimeout(360_000);
  const page = await trainerPage(browser, "Grace Hopper");
  await page.goto("/auteur");
  await expect(page.getByText("Vous n’avez pas encore de leçon")).toBeVisible();
  await expectAccessible(page);
  const id = await beginLesson(page, "Un phare dans la nuit");
  const preview = page.getByRole("tabpanel");
  await expect(preview.getByText("docker run --rm busybox echo bonjour")).toBeVisible();
  await expect(page.getByText("Aucune erreur")).toBeVisible();
  await expectAccessible(page);

  // an error is said in French, where it is, and mended
  await page.getByRole("button", { name: "solution.sh" }).click();
  await expect(editor(page)).toContainText("étape");
  await write(page, "# étape : lancre\ndocker run --name phare-{{mot}} busybox echo {{mot}}\n");
  const problems = page.getByRole("region", { name: "Erreurs de la leçon" });
  await expect(problems).toContainText("« lancre » n’est pas une étape");
  await expect(page.getByRole("button", { name: "Publier" })).toBeDisabled();
  // whatever was typed a moment ago is there after a reload
  await write(page, "# étape : lancer\ndocker run --name autre-{{mot}} busybox echo {{mot}}\n");
  page.once("dialog", (dialog) => void dialog.accept());
  await page.reload();
  await page.getByRole("button", { name: /solution\.sh/ }).click();
  await expect(editor(page)).toContainText("autre-");
  await saved(page);
  await expect(page.getByText("Aucune erreur")).toBeVisible();

  // a solution that does not do it is no proof
  await page.getByRole("button", { name: "Prouver", exact: true }).click();
  await expect(preview).toContainText("ne réussit toujours pas", { timeout: 60_000 });
  await expect(preview).toContainText("La preuve a échoué");
  await expect(page.getByRole("button", { name: "Publier" })).toBeDisabled();
  await write(page, "# étape : lancer\ndocker run --name phare-{{mot}} busybox echo {{mot}}\n");
  await expect(preview).toContainText("a changé depuis cette preuve");
  await page.getByRole("button", { name: "Prouver maintenant" }).click();
  await expect(preview).toContainText("Prouvée telle qu’elle est", { timeout: 60_000 });
  await expectAccessible(page);
  await page.getByRole("button", { name: "Publier" }).click();
  await expect(preview.getByRole("link", { name: "Version 1" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Publiée" })).toBeDisabled();

  // given to a class
  await page.goto("/classes");
  await page.getByLabel("Nom de la classe").fill("Veilleurs");
  await page.getByRole("button", { name: "Créer la classe" }).click();
  const code = page.getByRole("region", { name: "Faire entrer la classe" }).locator("strong");
  const joined = ((await code.first().textContent()) ?? "").trim();
  await page.getByRole("link", { name: "Donner un devoir" }).click();
  await page.getByLabel("Titre").fill("Le phare");
  await page.locator("summary").filter({ hasText: "Vos leçons" }).click();
  await page.getByRole("checkbox", { name: /^Un premier conteneur/ }).check();
  await page.getByRole("checkbox", { name: /^Un phare dans la nuit/ }).check();
  await page.getByRole("button", { name: "Donner ce devoir" }).click();
  await expect(page.getByRole("link", { name: "Le phare" })).toBeVisible();

  // a learner finds it, and does it
  const learner = await (await browser.newContext()).newPage();
  await learner.goto(`/rejoindre?code=${joined}`);
  await learner.getByLabel("Votre prénom et votre nom").fill("Zoé Petit");
  await learner.getByRole("button", { name: "Rejoindre la classe" }).click();
  await learner.getByRole("link", { name: /Un phare dans la nuit/ }).click();
  await expect(learner).toHaveURL(`/lecons/${id}-1`);
  await expect(learner.getByRole("heading", { level: 1 })).toHaveText("Un phare dans la nuit");
  await expectAccessible(learner);
  await openTerminal(learner);
  await learner.getByRole("button", { name: "Commencer" }).click();
  const task = learner.getByText(/Lancez un conteneur nommé/);
  await expect(task).toBeVisible();
  const word = /phare-([a-z0-9]{6})/.exec((await task.textContent()) ?? "")?.[1] ?? "";
  await type(learner, `docker run --name phare-${word} busybox echo ${word}`);
  await expect(learner.getByText("Exercice terminé").first()).toBeVisible({ timeout: 30_000 });

  await removeWorkspace(learner);

  // the draft is nobody's but its author's
  for (const path of [`/lecons/${id}`, `/auteur/${id}`, "/auteur"])
    expect((await learner.request.get(path)).status(), path).toBe(404);
  await page.reload();
  await page.getByRole("link", { name: "Résultats" }).first().click();
  await expect(page.getByText("Zoé Petit").first()).toBeVisible();
});

test("what a trainer writes runs nothing in a browser", async ({ browser }) => {
  test.setTimeout(240_000);
  const page = await trainerPage(browser, "Mallory");
  const id = await beginLesson(page, "<img src=x onerror=alert(1)>");
  let ran = false;
  page.on("dialog", (dialog) => {
    if (dialog.type() === "alert") ran = true;
    void dialog.accept();
  });
  const { origin } = new URL(page.url());
  const save = (path: string, text: string, seen: number | null) =>
    page.request.post(`/api/authoring/${id}/files`, {
      headers: { origin, "sec-fetch-site": "same-origin" },
      data: { action: "save", path, text, seen },
    });
  const files = z
    .object({ files: z.array(z.object({ path: z.string(), text: z.string() })) })
    .parse(await (await page.request.get(`/api/authoring/${id}/files`)).json()).files;
  const lesson = files.find(({ path }) => path === "lesson.mdx")?.text ?? "";
  const hostile = [
    "`<script>alert(1)</script>` \\<svg onload=alert(1)>",
    "[x](<javascript:alert(1)>)",
    "```html\n<script>alert(1)</script>\n```",
    '<Encadre type="note" titre="<img src=x onerror=alert(1)>">\n\nx\n\n</Encadre>',
    '<Prediction question="<img src=x onerror=alert(1)>" options={[{texte: "<b onclick=alert(1)>a", juste: true, explication: "</script><script>alert(1)</script>"}, {texte: "b", explication: "y"}]} />',
    '## </script><script>alert(1)</script>\n\n{alert(1)}\n\n<iframe src="javascript:alert(1)" />',
  ];
  // each by itself: what is refused hides nothing of the rest
  for (const [index, text] of hostile.entries()) {
    expect((await save("lesson.mdx", `${lesson}\n\n${text}\n`, index + 1)).status()).toBe(200);
    await page.goto(`/lecons/${id}`);
    await expect(page.getByRole("article")).toBeVisible();
    const active = await page.getByRole("article").evaluate((article) => ({
      dangerous: article.querySelectorAll(
        "script, iframe, img, object, [onerror], [onload], [onclick]",
      ).length,
      links: [...article.querySelectorAll("a")].map(({ protocol }) => protocol),
    }));
    expect(active.dangerous, text).toBe(0);
    expect(active.links.join()).not.toMatch(/javascript|data/);
  }
  expect(ran).toBe(false);
});
