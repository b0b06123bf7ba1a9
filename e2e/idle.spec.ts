import { expect } from "@playwright/test";
import { expectAccessible } from "./support/accessible";
import { test, visit } from "./support/escale";
import {
  expectPrompt,
  firstLesson,
  openTerminal,
  removeWorkspace,
  shell,
} from "./support/workspace";

test("an unused workspace warns, waits when asked to, then stops and keeps the files", async ({
  browser,
  small,
}) => {
  test.setTimeout(120_000);
  const page = await visit(browser, small, firstLesson);
  await openTerminal(page);
  await shell(page, "echo gardé > ~/note; docker run -d --name web nginx");

  const warning = page.getByText(/Sans activité, l’espace s’arrête dans/);
  const left = async () => {
    const [, minutes, seconds] = /(\d+):(\d\d)/.exec((await warning.textContent()) ?? "") ?? [];
    return Number(minutes) * 60 + Number(seconds);
  };
  await expect(warning).toBeVisible({ timeout: 20_000 });
  const before = await left();
  await expectAccessible(page);
  expect(before).toBeLessThanOrEqual(15);
  await expect.poll(left).toBeLessThan(before);
  await page.getByRole("button", { name: "Prolonger" }).click();
  await expect(warning).toBeHidden();

  await expect(warning).toBeVisible({ timeout: 20_000 });
  const stopped = page.getByRole("status").filter({ hasText: "s’est mis en veille" });
  await expect(stopped).toBeVisible({ timeout: 30_000 });
  await expect(stopped).toContainText("Les fichiers de votre dossier personnel sont conservés");
  await expect(stopped).toContainText("Vos conteneurs et vos images, eux, sont partis");

  await expectAccessible(page);
  await page.getByRole("button", { name: "Rouvrir" }).click();
  await expectPrompt(page);
  expect((await shell(page, "cat ~/note")).output).toContain("gardé");
  expect((await shell(page, "echo conteneurs=$(docker ps -aq | wc -l)")).output).toContain(
    "conteneurs=0",
  );
  await removeWorkspace(page);
  await page.context().close();
});
