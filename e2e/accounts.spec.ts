/** Accounts in a browser: what a member changes, and that each page is for everybody. */
import { randomUUID } from "node:crypto";
import { type Browser, expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "./support/accessible";
import { expectPrompt, removeWorkspace, shell } from "./support/workspace";

const password = "trois navires au port";
const newAddress = () => `ada-${randomUUID()}@example.org`;

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

test("what a guest does follows them into an account, onto a second device, and stays behind when they leave", async ({
  browser,
  page,
}) => {
  test.setTimeout(180_000);
  const email = newAddress();
  const lesson = "/parcours/la-terminologie-docker/du-modele-a-l-instance";
  await page.goto(lesson);
  const exercise = page.getByRole("region", { name: "La vie d’un conteneur" });
  const create = exercise
    .getByRole("listitem")
    .filter({ has: page.getByRole("heading", { name: "Créez un conteneur à votre nom" }) });
  await exercise.getByRole("button", { name: "Commencer l’exercice" }).click();
  await expect(create).toHaveAttribute("aria-current", "step", { timeout: 60_000 });
  const name = (await create.locator("code").first().textContent()) ?? "";
  await shell(page, `docker run -d --name ${name} busybox sleep 1d; touch ~/trace-de-l-invite`);
  await expect(create).toHaveAttribute("data-status", "passed", { timeout: 30_000 });

  // an account: the exercise, the container and the files are where they were
  await openMenu(page);
  await page.getByRole("menuitem", { name: "Créer un compte" }).click();
  await fillIn(page, { Nom: "Ada Lovelace", "Adresse électronique": email });
  await fillIn(page, { "Mot de passe": password });
  await page.getByRole("button", { name: "Créer mon compte" }).click();
  await page.waitForURL(`**${lesson}`);
  await expect(create).toHaveAttribute("data-status", "passed", { timeout: 30_000 });
  // the page is another one: its terminal may not be there yet
  await expectPrompt(page);
  const found = await shell(page, "ls ~; docker ps --format '{{.Names}}'", { timeout: 60_000 });
  expect(found.output).toContain("trace-de-l-invite");
  expect(found.output).toContain(name);

  // a second device, where something was learned as a guest meanwhile
  const second = await otherDevice(browser);
  const other = "les-conteneurs/un-seul-noyau-partage";
  await second.goto(`/parcours/${other}`);
  const origin = new URL(second.url()).origin;
  const done = { event: "completed", lesson: other };
  const learned = await second.request.post("/api/progress", { headers: { origin }, data: done });
  expect(learned.ok()).toBe(true);
  await second.goto("/connexion?suite=/progression");
  await expect(second.getByText("Ce que vous avez appris rejoindra votre compte.")).toBeVisible();
  await fillIn(second, { "Adresse électronique": email, "Mot de passe": password });
  await second.getByRole("button", { name: "Se connecter" }).click();
  await second.waitForURL((url) => url.pathname === "/progression");
  const progress = await (await second.request.get("/api/progress")).json();
  expect(progress.lessons[other].completedAt).not.toBeNull();
  const run = await second.request.get(`/api/exercises${lesson.slice(9)}/la-vie-d-un-conteneur`);
  expect((await run.json()).run.steps[0].status).toBe("passed");

  // away from the network for a moment, then out: the answer goes to the account, nothing stays here
  await second.goto(`/parcours/${other}`);
  let away = true;
  await second.route("**/api/progress/quizzes", (route) =>
    away ? route.abort() : route.fallback(),
  );
  const quiz = second.getByRole("region", { name: "Question" }).first();
  await expect(async () => {
    await quiz.getByRole("checkbox").first().check();
    await expect(quiz.getByRole("button", { name: "Vérifier" })).toBeEnabled({ timeout: 500 });
  }).toPass();
  await quiz.getByRole("button", { name: "Vérifier" }).click();
  const kept = () => second.evaluate(() => localStorage.getItem("escale.answers"));
  await expect.poll(kept).toMatch(/un-seul-noyau-partage/);
  await second.evaluate(() => localStorage.setItem("escale.theme", "dark"));
  // while it cannot be sent nobody is signed out, and nothing is lost
  const leave = async () => {
    await openMenu(second);
    await second.getByRole("menuitem", { name: "Se déconnecter" }).click();
  };
  await leave();
  await expect(second.getByRole("alert").filter({ hasText: /réessayez/ })).toBeVisible();
  expect(await kept()).toMatch(/un-seul-noyau-partage/);
  away = false;
  await second.getByRole("menuitem", { name: "Se déconnecter" }).click();
  await second.waitForURL((url) => url.pathname === "/");
  const left = await second.evaluate(() => [
    localStorage.getItem("escale.answers"),
    localStorage.getItem("escale.search"),
    sessionStorage.length,
    localStorage.getItem("escale.theme"),
  ]);
  expect(left).toEqual([null, null, 0, "dark"]);
  expect((await (await second.request.get("/api/account")).json()).state).not.toBe("member");
  await second.context().close();

  // the first device is signed in still, and has the answer
  const after = await (await page.request.get("/api/progress")).json();
  expect(JSON.stringify(after.quizzes)).toContain("un-seul-noyau-partage");
  await removeWorkspace(page);
});
