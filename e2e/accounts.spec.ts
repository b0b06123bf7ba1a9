/** Accounts in a browser: what a member changes, and that each page is for everybody. */
import { type Browser, expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "./support/accessible";

const password = "trois navires au port";
let people = 0;
const newAddress = () => `ada-${Date.now()}-${people++}@example.org`;

const phone = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true };

async function fillIn(page: Page, texts: Record<string, string>): Promise<void> {
  for (const [label, text] of Object.entries(texts)) {
    await page.getByLabel(label, { exact: true }).fill(text);
  }
}

async function signUp(page: Page, email: string, path = "/inscription"): Promise<void> {
  await page.goto(path);
  await fillIn(page, { Nom: "Ada Lovelace", "Adresse électronique": email });
  await fillIn(page, { "Mot de passe": password });
  await page.getByRole("button", { name: "Créer mon compte" }).click();
}

const openMenu = (page: Page) =>
  page
    .getByRole("banner")
    .getByRole("button", { name: /^Compte/ })
    .click();

async function otherDevice(browser: Browser, options = {}): Promise<Page> {
  return (await browser.newContext(options)).newPage();
}

test("name, address and password are changed, and nobody is led to another site", async ({
  page,
}) => {
  const email = newAddress();
  await signUp(page, email, "/inscription?suite=//evil.example/x");
  await page.waitForURL((url) => url.pathname === "/" && url.hostname !== "evil.example");
  await page.goto("/connexion?suite=https://evil.example");
  await page.waitForURL((url) => url.pathname === "/" && url.hostname !== "evil.example");
  await page.goto("/compte");
  await fillIn(page, { Nom: "Ada King" });
  await page.getByRole("button", { name: "Changer de nom" }).click();
  await expect(
    page.getByRole("banner").getByRole("button", { name: "Compte de Ada King" }),
  ).toBeVisible();
  const next = newAddress();
  await fillIn(page, {
    "Adresse électronique": next,
    "Votre mot de passe, pour ce changement": password,
  });
  await page.getByRole("button", { name: "Changer d’adresse" }).click();
  await expect(page.locator("main > div > p")).toContainText(next);
  await fillIn(page, {
    "Mot de passe actuel": password,
    "Nouveau mot de passe": "un phare dans la brume",
  });
  await page.getByRole("button", { name: "Changer de mot de passe" }).click();
  await expect(page.locator("#mot-de-passe")).toContainText(
    "Vos autres appareils sont déconnectés",
  );
  await page.reload();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Mon compte");
});

for (const [where, options] of [
  ["a laptop", {}],
  ["a laptop at night", { colorScheme: "dark" as const }],
  ["a phone", phone],
] as const) {
  test(`every page of accounts is accessible and fits on ${where}`, async ({ browser }) => {
    test.setTimeout(120_000);
    const page = await otherDevice(browser, options);
    const fits = async () => {
      await expectAccessible(page);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow, page.url()).toBeLessThanOrEqual(0);
    };
    for (const path of ["/inscription", "/connexion", "/mot-de-passe", "/mot-de-passe#jeton"]) {
      await page.goto(path);
      await fits();
    }
    await openMenu(page);
    await expectAccessible(page, undefined, "[role=menu]");
    await signUp(page, newAddress());
    await page.waitForURL((url) => url.pathname === "/");
    await page.goto("/compte");
    await fits();
    await openMenu(page);
    await expectAccessible(page, undefined, "[role=menu]");
    await page.context().close();
  });
}
