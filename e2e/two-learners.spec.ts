import { expect, test } from "@playwright/test";
import {
  firstLesson,
  lines,
  openTerminal,
  removeWorkspace,
  screen,
  type,
} from "./support/workspace";

test("two learners both run a container named web and see only their own", async ({ browser }) => {
  const contexts = [await browser.newContext(), await browser.newContext()];
  const pages = await Promise.all(contexts.map((context) => context.newPage()));
  for (const [index, page] of pages.entries()) {
    await page.goto(firstLesson);
    await openTerminal(page);
    await type(
      page,
      `docker run -d --name web -e QUI=eleve${index} nginx >/dev/null && echo lan''ce`,
    );
    await expect(screen(page)).toContainText("lance", { timeout: 30_000 });
  }
  for (const [index, page] of pages.entries()) {
    await type(page, "clear; docker ps -a --format 'nom={{.Names}}'; docker exec web printenv QUI");
    await expect(screen(page)).toContainText(`eleve${index}`, { timeout: 20_000 });
    const names = (await lines(page)).filter((line) => line.startsWith("nom="));
    expect(names).toEqual(["nom=web"]);
  }
  for (const page of pages) await removeWorkspace(page);
  for (const context of contexts) await context.close();
});
