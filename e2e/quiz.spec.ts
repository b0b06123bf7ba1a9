import { expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "./support/accessible";

const question = (page: Page) => page.getByRole("region", { name: "Question" });

test("several answers: each explains itself, it is taken again, and stays passed", async ({
  page,
}) => {
  await page.goto("/parcours/les-conteneurs/un-seul-noyau-partage");
  const quiz = question(page);
  const ls = quiz.getByRole("checkbox", { name: "La commande ls" });
  const release = quiz.getByRole("checkbox", { name: /os-release/ });
  const check = quiz.getByRole("button", { name: "Vérifier" });
  await expect(check).toBeDisabled();
  await expect(async () => {
    await ls.check();
    await expect(check).toBeEnabled({ timeout: 500 });
  }).toPass();
  await check.click();
  await expect(quiz.getByRole("status")).toHaveText("Il en manque.");
  await expect(quiz.getByText("il appartient à l’image")).toBeVisible();
  await quiz.getByRole("button", { name: "Recommencer" }).click();
  await expect(ls).not.toBeChecked();
  await ls.press("Space");
  await release.press("Space");
  await check.press("Enter");
  await expect(quiz.getByRole("status")).toHaveText("C’est bien cela.");
  await expectAccessible(page);
  await page.reload();
  await expect(quiz.getByText("Réussi")).toBeVisible();
});

test("items are put in order by keyboard", async ({ page }) => {
  await page.goto("/parcours/la-terminologie-docker/les-images-et-leurs-couches");
  const quiz = question(page);
  const wanted = ["Les fichiers de Debian", "L’installation de nginx", "Les fichiers de réglage"];
  const items = quiz.getByRole("listitem");
  for (const [place, text] of wanted.entries()) {
    await expect(async () => {
      if ((await items.nth(place).filter({ hasText: text }).count()) === 0)
        await quiz.getByRole("button", { name: `Monter : ${text}` }).press("Enter");
      await expect(items.nth(place)).toContainText(text, { timeout: 100 });
    }).toPass();
  }
  await quiz.getByRole("button", { name: "Vérifier" }).press("Enter");
  await expect(quiz.getByRole("status")).toHaveText("C’est bien cela.");
  await expectAccessible(page);
});

test("pairs are chosen from lists, and a wrong one is named", async ({ page }) => {
  await page.goto("/parcours/la-terminologie-docker/du-modele-a-l-instance");
  const quiz = question(page);
  const choose = async (left: string, right: string) => {
    const list = quiz.getByRole("combobox", { name: left });
    await expect(async () => {
      await list.selectOption({ label: right });
      await expect(list.locator("option:checked")).toHaveText(right, { timeout: 100 });
    }).toPass();
  };
  await choose("docker run", "Crée un conteneur et le démarre");
  await choose("docker stop", "Relance un conteneur arrêté");
  await choose("docker start", "Relance un conteneur arrêté");
  await choose("docker rm", "Supprime un conteneur et ses écritures");
  await quiz.getByRole("button", { name: "Vérifier" }).click();
  await expect(quiz.getByRole("status")).toHaveText("Pas tout à fait.");
  await expect(quiz.getByText("Non.")).toHaveCount(1);
  await choose("docker stop", "Arrête un conteneur, sans rien effacer");
  await quiz.getByRole("button", { name: "Vérifier" }).click();
  await expect(quiz.getByRole("status")).toHaveText("C’est bien cela.");
});
