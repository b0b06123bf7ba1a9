/** Classes, in the words of their pages. */
import { type Browser, expect, type Page } from "@playwright/test";

/** A new class of this trainer's, whose page is shown; its code. */
export async function makeClass(page: Page, name: string): Promise<string> {
  await page.goto("/classes");
  await page.getByLabel("Nom de la classe").fill(name);
  await page.getByRole("button", { name: "Créer la classe" }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  const code = page.getByRole("region", { name: "Faire entrer la classe" }).locator("strong");
  return ((await code.first().textContent()) ?? "").trim();
}

/** Somebody without an account, on a browser of their own, who comes in under this name. */
export async function guestIn(
  browser: Browser,
  code: string,
  name: string,
  options: Parameters<Browser["newContext"]>[0] = {},
): Promise<Page> {
  const page = await (await browser.newContext(options)).newPage();
  await page.goto(`/rejoindre?code=${code}`);
  await page.getByLabel("Votre prénom et votre nom").fill(name);
  await page.getByRole("button", { name: "Rejoindre la classe" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.waitForURL("**/classes/*");
  return page;
}
