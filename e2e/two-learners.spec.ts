import { expect, test } from "@playwright/test";
import { firstLesson, openTerminal, removeWorkspace, shell } from "./support/workspace";

test("two learners both run a container named web and see only their own", async ({ browser }) => {
  const contexts = [await browser.newContext(), await browser.newContext()];
  const pages = await Promise.all(contexts.map((context) => context.newPage()));
  for (const [index, page] of pages.entries()) {
    await page.goto(firstLesson);
    await openTerminal(page);
    const { status } = await shell(page, `docker run -d --name web -e QUI=eleve${index} nginx`);
    expect(status).toBe(0);
  }
  for (const [index, page] of pages.entries()) {
    const list = await shell(page, "docker ps -a --format 'nom={{.Names}}'");
    expect(list.output.match(/^nom=.*$/gm)).toEqual(["nom=web"]);
    expect((await shell(page, "docker exec web printenv QUI")).output).toMatch(
      new RegExp(`^eleve${index}$`, "m"),
    );
  }
  for (const page of pages) await removeWorkspace(page);
  for (const context of contexts) await context.close();
});
