/** What a learner does with the panel, in the words of the page. */
import { expect, type Locator, type Page } from "@playwright/test";

export const firstLesson = "/parcours/les-conteneurs/qu-est-ce-qu-un-conteneur";

/** The visible terminal's screen. xterm's DOM renderer draws one element per row. */
export const screen = (page: Page): Locator => page.locator(".xterm-rows:visible");

export async function openTerminal(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Ouvrir le terminal" }).first().click();
  await expectPrompt(page);
}

export async function expectPrompt(page: Page): Promise<void> {
  await expect(screen(page)).toContainText("$", { timeout: 20_000 });
}

/** Types a line into the active terminal, as fingers would. */
export async function type(page: Page, line: string): Promise<void> {
  await page.locator(".xterm-helper-textarea:visible, .xterm:visible textarea").first().focus();
  await page.keyboard.type(line);
  await page.keyboard.press("Enter");
}

/**
 * The rows of the screen as lines. Each character that a program drew, without the no-break spaces
 * that stand for empty cells.
 */
export async function lines(page: Page): Promise<string[]> {
  const rows = await screen(page).locator("> div").allInnerTexts();
  return rows.map((row) => row.replaceAll("\u00a0", " ").trimEnd());
}

let commands = 0;

/**
 * Runs a line in the active terminal and returns what is on the screen once it has ended: the
 * line as it was typed, its output, and the status.
 */
export async function shell(
  page: Page,
  line: string,
  { timeout = 30_000 } = {},
): Promise<{ output: string; status: number }> {
  commands += 1;
  // the mark as typed is followed by $, as printed by a number
  const end = new RegExp(`^fin${commands}=(\\d+)$`);
  await type(page, `clear; ${line}; echo fin${commands}=$?`);
  const ended = () => lines(page).then((rows) => rows.find((row) => end.test(row)) ?? "");
  await expect.poll(ended, { message: line, timeout, intervals: [100] }).toMatch(end);
  const rows = await lines(page);
  return {
    output: rows.filter((row) => !end.test(row)).join("\n"),
    status: Number(end.exec(await ended())?.[1]),
  };
}

export async function removeWorkspace(page: Page): Promise<void> {
  await page.request.delete("/api/workspace?files=remove", {
    headers: { origin: new URL(page.url()).origin },
  });
}
