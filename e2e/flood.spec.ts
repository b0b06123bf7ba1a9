import { expect, type Page, test } from "@playwright/test";
import {
  firstLesson,
  openTerminal,
  removeWorkspace,
  screen,
  shell,
  type,
} from "./support/workspace";

/** Times between the page's frames while `work` goes on, ms. */
async function frameGaps(page: Page, ms: number): Promise<number[]> {
  return page.evaluate(
    (duration) =>
      new Promise<number[]>((resolve) => {
        const gaps: number[] = [];
        const start = performance.now();
        let last = start;
        const frame = (now: number) => {
          gaps.push(now - last);
          last = now;
          if (now - start < duration) requestAnimationFrame(frame);
          else resolve(gaps);
        };
        requestAnimationFrame(frame);
      }),
    ms,
  );
}

/** The value that this share of the values does not exceed. */
function share(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.ceil(part * sorted.length) - 1] ?? Number.POSITIVE_INFINITY;
}

test("a program that never stops printing leaves the page responsive, and Ctrl + C ends it", async ({
  page,
}) => {
  test.setTimeout(90_000);
  await page.goto(firstLesson);
  await openTerminal(page);
  const cdp = await page.context().newCDPSession(page);
  const heap = async () => {
    await cdp.send("HeapProfiler.collectGarbage");
    return (await cdp.send("Runtime.getHeapUsage")).usedSize / 1024 ** 2;
  };
  await type(page, "yes");
  await expect(screen(page)).toContainText("y");
  await frameGaps(page, 4_000); // the scrollback fills
  const before = await heap();
  const gaps = await frameGaps(page, 16_000);
  const after = await heap();
  expect(share(gaps, 0.95)).toBeLessThan(250);
  expect(share(gaps, 1)).toBeLessThan(2_000);
  expect(after - before).toBeLessThan(16);

  const asked = Date.now();
  await page.keyboard.press("Control+c");
  await shell(page, "echo ici", { timeout: 10_000 });
  expect(Date.now() - asked).toBeLessThan(5_000);
  await removeWorkspace(page);
});
