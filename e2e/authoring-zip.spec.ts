/** A lesson out as a zip and in again, and archives that are none. */
import { readFile } from "node:fs/promises";
import { expect, type Page, test } from "@playwright/test";
import { strToU8, type Zippable, zipSync } from "fflate";
import { z } from "zod";
import { expectAccessible } from "./support/accessible";
import { beginLesson, editor, openFile, saved, write } from "./support/authoring";
import { trainerPage } from "./support/people";

const listSchema = z.object({ files: z.array(z.object({ path: z.string(), text: z.string() })) });

/** What the site has of a lesson. */
async function filesOf(page: Page, id: string) {
  const { files } = listSchema.parse(
    await (await page.request.get(`/api/authoring/${id}/files`)).json(),
  );
  return new Map(files.map(({ path, text }) => [path, text]));
}

test("a lesson is exported and imported again, to the letter", async ({ browser }) => {
  test.setTimeout(120_000);
  const page = await trainerPage(browser, "Radia Perlman");
  const id = await beginLesson(page, "L’arbre « couvrant »");
  await openFile(page, "solution.sh");
  await write(
    page,
    "# étape : lancer\ndocker run --name phare-{{mot}} busybox echo {{mot}} # œ €\n",
  );
  await saved(page);
  const coming = page.waitForEvent("download");
  await page.getByRole("link", { name: "Exporter en zip" }).click();
  const download = await coming;
  expect(download.suggestedFilename()).toMatch(/\.zip$/);
  const bytes = await readFile(await download.path());

  await page.goto("/auteur");
  await page
    .getByLabel("Archive zip d’une leçon")
    .setInputFiles({ name: "lecon.zip", mimeType: "application/zip", buffer: bytes });
  await page.waitForURL((url) => /^\/auteur\/[a-z0-9]{10}$/.test(url.pathname));
  await expect(page.getByRole("heading", { level: 1 }).first()).toHaveText("L’arbre « couvrant »");
  await expect(editor(page)).toContainText("title", { timeout: 20_000 });
  await expect(page.getByText("Aucune erreur")).toBeVisible();
  const other = new URL(page.url()).pathname.split("/").at(-1) ?? "";
  expect(other).not.toBe(id);
  expect(await filesOf(page, other)).toEqual(await filesOf(page, id));
});

test("a bad archive is refused in French, and nothing is lost or made", async ({ browser }) => {
  test.setTimeout(120_000);
  const page = await trainerPage(browser, "Adele Goldberg");
  const id = await beginLesson(page, "Intacte");
  const before = await filesOf(page, id);
  await page.goto("/auteur");
  const zip = (files: Zippable) => Buffer.from(zipSync(files));
  const lesson = strToU8("---\ntitle: X\n---\n");
  const whole = zip({ "lesson.mdx": lesson });
  const wrong: [string, Buffer, RegExp][] = [
    ["texte.zip", Buffer.from("pas une archive"), /n’est pas une archive zip/],
    ["coupee.zip", whole.subarray(0, whole.length - 30), /n’est pas une archive zip/],
    [
      "sans-lecon.zip",
      zip({ "exercises/a/solution.sh": strToU8("ls\n") }),
      /il lui manque lesson\.mdx/,
    ],
    ["dehors.zip", zip({ "lesson.mdx": lesson, "../dehors": strToU8("x") }), /sort du dossier/],
    ["image.zip", zip({ "lesson.mdx": lesson, "chat.png": strToU8("x") }), /n’a pas sa place/],
    ["binaire.zip", zip({ "lesson.mdx": new Uint8Array([0xff, 0xfe, 0x00]) }), /UTF-8/],
    ["grosse.zip", Buffer.alloc(600 * 1024), /trop volumineuse/],
  ];
  for (const [name, buffer, said] of wrong) {
    await page
      .getByLabel("Archive zip d’une leçon")
      .setInputFiles({ name, mimeType: "application/zip", buffer });
    const alert = page.getByRole("alert").filter({ hasText: said });
    await expect(alert, name).toBeVisible();
    expect(new URL(page.url()).pathname).toBe("/auteur");
  }
  await expectAccessible(page);
  await page.reload();
  await expect(page.getByRole("main").getByRole("link", { name: /Intacte/ })).toHaveCount(1);
  await expect(page.locator('main a[href^="/auteur/"]')).toHaveCount(1);
  expect(await filesOf(page, id)).toEqual(before);
  // and one that is right goes through after all of them
  await page
    .getByLabel("Archive zip d’une leçon")
    .setInputFiles({ name: "x.zip", mimeType: "application/zip", buffer: whole });
  await page.waitForURL((url) => /^\/auteur\/[a-z0-9]{10}$/.test(url.pathname));
});
