/** What a trainer does in the workbench, in the words of the page. */
import { expect, type Page } from "@playwright/test";

export const editor = (page: Page) => page.locator(".monaco-editor").first();
export const saved = (page: Page) =>
  expect(page.getByText("Enregistré", { exact: true })).toBeVisible();

/** The whole text of the file that is open: pasted, which no help with typing changes. */
export async function write(page: Page, text: string): Promise<void> {
  await editor(page).locator(".view-lines").click();
  await page.keyboard.press("Control+a");
  await editor(page)
    .getByRole("textbox")
    .first()
    .evaluate((box, pasted) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", pasted);
      const kind = { clipboardData, bubbles: true, cancelable: true };
      box.dispatchEvent(new ClipboardEvent("paste", kind));
    }, text);
}

/** A new lesson, from the template; its id. */
export async function beginLesson(page: Page, title: string): Promise<string> {
  await page.goto("/auteur");
  await page.getByLabel("Titre de la leçon").fill(title);
  await page.getByRole("button", { name: "Commencer" }).click();
  await expect(page.getByRole("heading", { level: 1, name: title }).first()).toBeVisible();
  await expect(editor(page)).toContainText("title", { timeout: 20_000 });
  return new URL(page.url()).pathname.split("/").at(-1) ?? "";
}

/** Opens a file of the lesson, by the name that the list gives it. */
export async function openFile(page: Page, name: string): Promise<void> {
  await page.getByRole("navigation", { name: "Fichiers de la leçon" }).getByText(name).click();
}
