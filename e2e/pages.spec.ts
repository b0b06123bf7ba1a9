import { expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "./support/accessible";
import { firstLesson, openTerminal, removeWorkspace } from "./support/workspace";

async function lessons(page: Page): Promise<string[]> {
  await page.goto("/parcours");
  const links = page.locator('main a[href^="/parcours/"]');
  const hrefs = await links.evaluateAll((all) =>
    all.map((link) => link.getAttribute("href") ?? ""),
  );
  return [...new Set(hrefs)];
}

/** What an audit of one page may take on a slow machine, ms. */
const auditTime = 10_000;

test("every page is accessible in both themes, and fits a phone of 320 px", async ({ page }) => {
  const paths = [
    ...(["/", "/parcours", "/glossaire", "/recherche", "/une-page-qui-n-existe-pas"] as const),
    ...(await lessons(page)),
  ];
  expect(paths.length).toBeGreaterThanOrEqual(14);
  test.setTimeout(paths.length * auditTime);
  for (const path of paths) {
    await test.step(path, async () => {
      await page.emulateMedia({ colorScheme: "light" });
      await page.goto(path);
      await expectAccessible(page);
      // the same page in other colours
      await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
      await expectAccessible(page, ["color-contrast"]);
      await page.setViewportSize({ width: 320, height: 640 });
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow, path).toBeLessThanOrEqual(0);
      await page.setViewportSize({ width: 1366, height: 768 });
    });
  }
});

test("the open workspace is accessible", async ({ page }) => {
  await page.goto(firstLesson);
  await openTerminal(page);
  await expectAccessible(page);
  await removeWorkspace(page);
});

test("lessons are read without JavaScript", async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(firstLesson);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.locator("main")).toContainText("docker run");
  await context.close();
});

test("no page breaks its own content security policy or logs an error", async ({ page }) => {
  const problems: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(message.text());
  });
  page.on("pageerror", (error) => problems.push(error.message));
  for (const path of ["/", "/parcours", "/glossaire", firstLesson]) await page.goto(path);
  await openTerminal(page);
  expect(problems).toEqual([]);
  await removeWorkspace(page);
});

test("reading pages sets no cookie", async ({ page, context }) => {
  await page.goto("/");
  await page.goto(firstLesson);
  expect(await context.cookies()).toEqual([]);
});
