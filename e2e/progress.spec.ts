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
