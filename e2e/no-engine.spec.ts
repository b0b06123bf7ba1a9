import { expect } from "@playwright/test";
import { expectAccessible } from "./support/accessible";
import { test, visit } from "./support/escale";
import { firstLesson } from "./support/workspace";

test("without an engine the lessons are served, and the panel says what to do", async ({
  browser,
  engineless,
}) => {
  const page = await visit(browser, engineless, firstLesson);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.getByRole("button", { name: "Ouvrir le terminal" }).click();
  const panel = page.getByRole("status").filter({ hasText: "indisponibles" });
  await expect(panel).toContainText("le moteur de conteneurs ne répond pas");
  await expect(panel).toContainText("npm run -s admin -- doctor");
  await expect(page.getByRole("button", { name: "Réessayer" })).toBeVisible();
  await expectAccessible(page);
  const health: unknown = await (await page.request.get("/healthz")).json();
  expect(health).toMatchObject({
    web: { status: "ok" },
    database: { status: "ok" },
    backend: { status: "ok" },
    engine: { status: "down" },
  });
  await page.context().close();
});
