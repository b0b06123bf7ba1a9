import { expect, type Page, test } from "@playwright/test";
import { firstLesson, openTerminal, removeWorkspace, screen, shell } from "./support/workspace";

/** Notes on <html>, from the first frame on, whether the invitation is seen and how much moves. */
async function watchFrames(page: Page): Promise<void> {
  await page.addInitScript(() => {
    let moved = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        if ("value" in entry && typeof entry.value === "number") moved += entry.value;
      }
    }).observe({ type: "layout-shift", buffered: true });
    const frame = () => {
      const { dataset } = document.documentElement;
      const seen = [...document.querySelectorAll("button")].some(
        (button) =>
          button.textContent?.includes("Ouvrir le terminal") && button.getClientRects().length > 0,
      );
      if (seen) dataset.testInvited = "yes";
      dataset.testMoved = String(moved);
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
}

test("a reload beside an open terminal shows no invitation, and nothing moves", async ({
  page,
}) => {
  await page.goto(firstLesson);
  await openTerminal(page);
  await shell(page, "echo la-suite");
  await watchFrames(page);
  await page.reload();
  await expect(screen(page)).toContainText("la-suite", { timeout: 20_000 });
  const html = page.locator("html");
  await expect(html).toHaveAttribute("data-test-moved", /./);
  await expect(html).not.toHaveAttribute("data-test-invited");
  expect(Number(await html.getAttribute("data-test-moved"))).toBeLessThan(0.02);
  await removeWorkspace(page);
});
