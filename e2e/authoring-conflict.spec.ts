/** One draft in two windows: whoever comes second loses nothing, and sees what differs. */
import { type Browser, expect, type Page, test } from "@playwright/test";
import { expectAccessible, expectReadableAtNight } from "./support/accessible";
import { beginLesson, editor, openFile, saved, write } from "./support/authoring";
import { expectDifferences } from "./support/comparison";
import { trainerPage } from "./support/people";

const solution = (words: string) =>
  `# étape : lancer\n# ${words}\ndocker run --name phare-{{mot}} busybox echo {{mot}}\n`;

/** Both windows have the file; the second saves while nothing comes through from the first. */
async function conflict(one: Page, two: Page): Promise<void> {
  const files = "**/api/authoring/*/files";
  await one.route(files, (route) =>
    route.request().method() === "POST" ? route.abort() : route.continue(),
  );
  await write(one, solution("le mien"));
  await expect(one.getByText("Non enregistré")).toBeVisible();
  await write(two, solution("l’autre"));
  await saved(two);
  await one.unroute(files);
  await expect(one.getByText("enregistré ailleurs")).toBeVisible({ timeout: 30_000 });
}

/** A new lesson of theirs, whose solution both windows show. */
async function twoWindows(browser: Browser, name: string, title: string): Promise<[Page, Page]> {
  const one = await trainerPage(browser, name);
  await beginLesson(one, title);
  const two = await one.context().newPage();
  await two.goto(one.url());
  for (const page of [one, two]) {
    await openFile(page, "solution.sh");
    await expect(editor(page)).toContainText("étape");
  }
  return [one, two];
}

const onSite = async (page: Page): Promise<string> =>
  (await page.request.get(`/api/authoring/${page.url().split("/").at(-1)}/files`)).text();

test("two windows of one draft: both texts are there, compared and chosen from", async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const [one, two] = await twoWindows(browser, "Frances Allen", "À deux");
  await conflict(one, two);
  // neither is written over while nobody has chosen
  await expect(editor(one)).toContainText("le mien");
  expect(await onSite(one)).toContain("l’autre");
  await expectAccessible(one);

  await one.getByRole("button", { name: "Comparer les deux" }).click();
  await expectDifferences(one, { theirs: "l’autre", mine: "le mien" });
  await expectAccessible(one);
  await expectReadableAtNight(one);
  await expectDifferences(one, { theirs: "l’autre", mine: "le mien" });
  await one.emulateMedia({ colorScheme: "light" });
  await one.getByRole("button", { name: "Revenir au texte" }).click();

  // theirs in its place is an edit like another: what was here comes back
  await one.getByRole("button", { name: "Prendre l’autre" }).click();
  await expect(editor(one)).toContainText("l’autre");
  await editor(one).locator(".view-lines").click();
  await one.keyboard.press("Control+z");
  await expect(editor(one)).toContainText("le mien");
  await saved(one);
  await expect.poll(() => onSite(one)).toContain("le mien");

  // the other window is told when it is looked at again, and may keep its own
  await two.bringToFront();
  await conflict(two, one);
  await two.getByRole("button", { name: "Garder mon texte" }).click();
  await saved(two);
  expect(await onSite(two)).toContain("le mien");
});

test("a conflict outlives a reload", async ({ browser }) => {
  test.setTimeout(120_000);
  const [one, two] = await twoWindows(browser, "Jean Bartik", "Encore");
  await conflict(one, two);
  one.on("dialog", (dialog) => void dialog.accept());
  await one.reload();
  await openFile(one, "solution.sh");
  await expect(one.getByText("enregistré ailleurs")).toBeVisible();
  await expect(editor(one)).toContainText("le mien");
  expect(await onSite(one)).toContain("l’autre");
});
