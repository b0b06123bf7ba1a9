import { expect, test } from "@playwright/test";
import { firstLesson } from "./support/workspace";

test("a finished lesson stays so, and the home page leads on from it", async ({ page }) => {
  await page.goto(firstLesson);
  await page.getByRole("button", { name: "Marquer comme terminée" }).click();
  const finished = page.getByRole("button", { name: "Leçon terminée" });
  await expect(finished).toHaveAttribute("aria-pressed", "true");
  await expect
    .poll(async () => (await page.request.get("/api/progress")).json())
    .toMatchObject({
      lessons: {
        "les-conteneurs/qu-est-ce-qu-un-conteneur": { completedAt: expect.any(String) },
      },
    });

  await page.goto("/parcours");
  const entry = page.locator(`main a[href="${firstLesson}"]`);
  await expect(entry).toContainText("Terminée");
  await page.reload();
  await expect(entry).toContainText("Terminée");
  await expect(
    page.getByRole("progressbar", { name: "Progression : Les conteneurs" }),
  ).toHaveAttribute("aria-valuenow", "1");

  await page.goto("/");
  await page.getByRole("link", { name: "Reprendre" }).click();
  await expect(page).toHaveURL(/machine-virtuelle-ou-conteneur$/);
  await page.goBack();

  await page.goto(firstLesson);
  await finished.click();
  await expect(page.getByRole("button", { name: "Marquer comme terminée" })).toBeVisible();
});

test("the table of contents opens where one is, where an address says, and by keyboard", async ({
  page,
}) => {
  const fold = (slug: string) => page.locator(`details:has(> div > [id="${slug}"])`);
  await page.goto("/parcours");
  await expect(fold("les-conteneurs")).toHaveAttribute("open");
  await page.goto("/parcours/compose/premier-projet");
  await page.getByRole("button", { name: "Marquer comme terminée" }).click();
  await expect(page.getByRole("button", { name: "Leçon terminée" })).toBeVisible();
  await expect
    .poll(async () => (await page.request.get("/api/progress")).text())
    .toContain("premier-projet");

  await page.goto("/parcours");
  await expect(fold("compose")).toHaveAttribute("open");
  await expect(page.locator("main details[open]")).toHaveCount(1);
  await page.goto("/parcours#la-securite");
  await page.reload();
  await expect(fold("la-securite")).toHaveAttribute("open");
  await expect(page.getByRole("heading", { name: "La sécurité" })).toBeInViewport();
  await page.locator("summary", { hasText: "Les données" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("link", { name: /Les volumes/ })).toBeVisible();
  await page.getByRole("button", { name: "Tout déplier" }).click();
  await expect(page.locator("main details:not([open])")).toHaveCount(0);
});

test("a chapter opened before one's progress is known stays open", async ({ page }) => {
  let answer: () => void = () => {};
  const asked = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const at = "2026-01-01T00:00:00.000Z";
  const lesson = { visitedAt: at, seenAt: at, completedAt: at, commandsRun: [] };
  const lessons = { "compose/premier-projet": lesson };
  await page.route("**/api/progress", async (route) => {
    await asked;
    await route.fulfill({ json: { account: true, lessons, exercises: [], quizzes: {} } });
  });
  await page.goto("/parcours");
  await page.locator("summary", { hasText: "Les données" }).click();
  answer();
  // the hidden ones too: the progress is drawn
  await expect(
    page.locator('[role="progressbar"][aria-label="Progression : Compose"]'),
  ).toHaveAttribute("aria-valuenow", "1");
  await expect(page.getByRole("link", { name: /Les volumes/ })).toBeVisible();
});

test("the table of contents folds without JavaScript", async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto("/parcours");
  const lesson = page.getByRole("link", { name: /Les volumes/ });
  await expect(lesson).toBeHidden();
  await page.locator("summary", { hasText: "Les données" }).click();
  await lesson.click();
  await expect(page).toHaveURL(/les-volumes$/);
  await context.close();
});
