/** Reports of learners, as the files that their buttons give. */
import { readFile } from "node:fs/promises";
import { expect, type Locator, type Page, test } from "@playwright/test";
import { guestIn, makeClass } from "./support/classes";
import { pdfPages } from "./support/pdf-text";
import { trainerPage } from "./support/people";

/** What a press on it brings down. */
async function brought(page: Page, button: Locator): Promise<{ name: string; bytes: Buffer }> {
  const coming = page.waitForEvent("download");
  await button.click();
  const download = await coming;
  return {
    name: download.suggestedFilename(),
    bytes: await readFile(await download.path()),
  };
}

test("a trainer has the reports of a class, and a learner their own", async ({ browser }) => {
  test.setTimeout(120_000);
  const trainer = await trainerPage(browser, "Grace Hopper");
  const code = await makeClass(trainer, "Bilans du soir");
  const learner = await guestIn(browser, code, "Zoé Żółć");
  await guestIn(browser, code, "Élie N’Diaye");
  const home = trainer.url();

  await trainer.getByRole("link", { name: "Donner un devoir" }).click();
  await trainer.getByLabel("Titre").fill("Avant jeudi");
  await trainer.locator("summary").filter({ hasText: "Les conteneurs" }).first().click();
  await trainer.getByRole("checkbox").first().check();
  await trainer.getByRole("button", { name: "Donner ce devoir" }).click();
  await expect(trainer.getByRole("link", { name: "Avant jeudi" })).toBeVisible();
  await trainer.goto(`${home}/resultats`);
  const all = await brought(trainer, trainer.getByRole("link", { name: "Bilans (PDF)" }));
  expect(all.name).toBe("Bilans Bilans du soir.pdf");
  const pages = await pdfPages(all.bytes);
  // where to find each, then a page for each
  expect(pages).toHaveLength(3);
  for (const name of ["Zoé Żółć", "Élie N’Diaye"])
    expect(pages.filter((text) => text.includes(name)).length, name).toBe(2);
  for (const text of ["Grace Hopper", "Avant jeudi"]) expect(pages.join(" ")).toContain(text);

  await trainer.getByRole("link", { name: "Zoé Żółć" }).click();
  const one = await brought(trainer, trainer.getByRole("link", { name: "Bilan en PDF" }));
  expect(one.name).toBe("Bilan Zoé Żółć.pdf");
  const [text = "", ...more] = await pdfPages(one.bytes);
  expect(more).toEqual([]);
  expect(text).toContain("Zoé Żółć");
  expect(text).not.toContain("Diaye");

  // the learner has the same of themselves, and of nobody else
  const address = new URL(trainer.url()).pathname;
  await learner.goto(address);
  const own = await brought(learner, learner.getByRole("link", { name: "Bilan en PDF" }));
  expect((await pdfPages(own.bytes)).join()).toContain("Zoé Żółć");
  const reports = `/api${new URL(home).pathname}/reports`;
  expect((await learner.request.get(reports)).status()).toBe(404);
});
