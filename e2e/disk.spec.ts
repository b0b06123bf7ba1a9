import { expect } from "@playwright/test";
import { expectAccessible } from "./support/accessible";
import { test, visit } from "./support/escale";
import { firstLesson, openTerminal, removeWorkspace, shell } from "./support/workspace";

test("a full disk is said, stops what goes on writing, and is free again once files are gone", async ({
  browser,
  small,
}) => {
  test.setTimeout(120_000);
  const page = await visit(browser, small, firstLesson);
  await openTerminal(page);
  await shell(page, "docker run -d --name bavard busybox sh -c 'while :; do sleep 1; done'");
  // half more than there is
  await shell(page, "head -c 150M /dev/zero > gros");

  const full = page
    .getByRole("status")
    .filter({ hasText: "Votre place sur le disque est épuisée" });
  await expect(full).toBeVisible({ timeout: 30_000 });
  await expect(full).toContainText(/1\d\d(,\d)?\sMio sur 100\sMio/);
  await expectAccessible(page);
  const refused = await shell(page, "docker run --rm busybox echo dedans");
  expect(refused.status).not.toBe(0);
  expect(refused.output).toContain("Error response from daemon: Disque plein");
  await expect
    .poll(async () => (await shell(page, "docker ps -q | wc -l")).output, { timeout: 30_000 })
    .toMatch(/^0$/m);

  await shell(page, "rm gros");
  await expect(full).toBeHidden({ timeout: 30_000 });
  expect((await shell(page, "docker run --rm busybox echo dedans")).output).toContain("dedans");
  await removeWorkspace(page);
  await page.context().close();
});
