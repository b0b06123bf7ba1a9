import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { cableTo } from "./support/network";
import { firstLesson, openTerminal, removeWorkspace, screen, type } from "./support/workspace";

/** The process id of one of the supervisor's programs. */
async function pidOf(program: "backend" | "web"): Promise<number> {
  const data = process.env.ESCALE_TEST_DATA;
  if (!data) throw new Error("ESCALE_TEST_DATA is not set: run through npm test");
  return Number(await readFile(join(data, `run/${program}.pid`), "utf8"));
}

for (const program of ["backend", "web"] as const) {
  test(`kill -9 of the ${program}: the same shell is back with its screen`, async ({ page }) => {
    await page.goto(firstLesson);
    await openTerminal(page);
    await type(page, "export TENIR=bon; clear; echo avant-$TENIR");
    await expect(screen(page)).toContainText("avant-bon");
    const before = await pidOf(program);
    process.kill(before, "SIGKILL");
    await expect
      .poll(() => pidOf(program).catch(() => before), { timeout: 20_000 })
      .not.toBe(before);
    await expect(async () => {
      await type(page, "clear; echo apres-$TENIR");
      await expect(screen(page)).toContainText("apres-bon", { timeout: 2_000 });
    }).toPass({ timeout: 30_000 });
    await page.reload();
    await expect(screen(page)).toContainText("apres-bon", { timeout: 20_000 });
    await removeWorkspace(page);
  });
}

test("a lost network is said, and the shell is back when it returns", async ({
  browser,
  baseURL,
}) => {
  const cable = await cableTo(baseURL ?? "");
  const context = await browser.newContext({ baseURL: cable.url });
  const page = await context.newPage();
  await page.goto(firstLesson);
  await openTerminal(page);
  await type(page, "export TENIR=bon; clear; echo avant-$TENIR");
  await expect(screen(page)).toContainText("avant-bon");
  cable.pull();
  await expect(page.getByText(/Reconnexion/i).first()).toBeVisible({ timeout: 30_000 });
  cable.plug();
  await expect(async () => {
    await type(page, "clear; echo apres-$TENIR");
    await expect(screen(page)).toContainText("apres-bon", { timeout: 2_000 });
  }).toPass({ timeout: 30_000 });
  await removeWorkspace(page);
  await context.close();
  await cable.close();
});
