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

/** The second theme is the same page in other colours. */
const themes: { colorScheme: "light" | "dark"; rules?: string[] }[] = [
  { colorScheme: "light" },
  { colorScheme: "dark", rules: ["color-contrast"] },
];

for (const { colorScheme, rules } of themes) {
  test(`every page is accessible in the ${colorScheme} theme`, async ({ browser }) => {
    test.setTimeout(180_000);
    const context = await browser.newContext({ colorScheme });
    const page = await context.newPage();
    const courses = await lessons(page);
    expect(courses.length).toBeGreaterThanOrEqual(9);
    for (const path of [
      "/",
      "/parcours",
      "/glossaire",
      "/recherche",
      "/une-page-qui-n-existe-pas",
      ...courses,
    ]) {
      await test.step(path, async () => {
        await page.goto(path);
        await expectAccessible(page, rules);
      });
    }
    await context.close();
  });
}

test("the open workspace is accessible", async ({ page }) => {
  await page.goto(firstLesson);
  await openTerminal(page);
  await expectAccessible(page);
  await removeWorkspace(page);
});

test("no page scrolls sideways on a phone of 320 px", async ({ page }) => {
  test.setTimeout(120_000);
  await page.setViewportSize({ width: 320, height: 640 });
  for (const path of ["/", "/parcours", "/glossaire", ...(await lessons(page))]) {
    await page.goto(path);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, path).toBeLessThanOrEqual(0);
  }
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
