import { deflateSync } from "node:zlib";
import { expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "./support/accessible";
import {
  expectPrompt,
  lines,
  openTerminal,
  removeWorkspace,
  screen,
  shell,
} from "./support/workspace";

const aside = (page: Page) => page.getByRole("complementary", { name: "Points de départ" });
const linkOf = (value: unknown) =>
  `/bac-a-sable#depart=1.${deflateSync(JSON.stringify(value)).toString("base64url")}`;
const offer = { title: "Un essai", note: "", files: [], commands: [] };

test.afterEach(({ page }) => removeWorkspace(page));

test("one of ours is read, saved and run, click by click", async ({ page }) => {
  await page.goto("/bac-a-sable");
  await expectAccessible(page);
  await page.getByRole("link", { name: /Un serveur nginx/ }).click();
  await expect(aside(page).getByRole("heading", { name: "Un serveur nginx" })).toBeFocused();
  await expect(page).toHaveURL(/#depart=un-serveur-nginx$/);
  await expectAccessible(page);
  await openTerminal(page);
  const save = aside(page).getByRole("button", { name: /Enregistrer vitrine\/index.html/ });
  await save.click();
  await expect(aside(page)).toContainText("Enregistré dans ~/vitrine/index.html");
  await aside(page).getByRole("button", { name: "Exécuter" }).first().click();
  await expect
    .poll(async () => (await shell(page, "curl -s localhost:8080")).output, { timeout: 30_000 })
    .toContain("Bienvenue à quai");
  // written, and left to Enter
  await aside(page)
    .getByRole("listitem")
    .filter({ hasText: "docker logs" })
    .getByRole("button", { name: "Écrire" })
    .click();
  await expect(screen(page)).toContainText("$ docker logs vitrine");
  await expect(screen(page)).not.toContainText("start worker");
  await page.keyboard.press("Enter");
  await expect(screen(page)).toContainText("GET /");
  await page.goBack();
  await expect(aside(page)).toBeHidden();
});

test("what is shared arrives at another learner, who decides", async ({ page, browser }) => {
  await page.goto("/bac-a-sable");
  await openTerminal(page);
  await shell(page, "mkdir site; echo '<h1>à partager</h1>' > site/index.html; echo x > .secret");
  await page.getByRole("button", { name: "Partager" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("Choisissez au moins un fichier");
  await dialog.getByLabel("Titre").fill("Ma page");
  await expect(dialog.getByText(".secret")).toBeHidden();
  await dialog.getByLabel("site/index.html").check();
  await dialog.getByLabel("Commandes à proposer").fill("cat site/index.html\n\necho fini");
  const link = dialog.getByLabel("Lien à partager");
  await expect(link).toHaveValue(/\/bac-a-sable#depart=1\.[\w-]+$/);
  await expectAccessible(page, undefined, "[role=dialog]");

  const context = await browser.newContext();
  const other = await context.newPage();
  await other.goto(await link.inputValue());
  await expect(aside(other).getByRole("heading", { name: "Ma page" })).toBeVisible();
  await expect(aside(other)).toContainText("vient du lien que vous avez ouvert");
  await expectAccessible(other);
  await openTerminal(other);
  expect((await shell(other, "ls -A")).output).not.toContain("site");
  await shell(other, "mkdir site; echo à moi > site/index.html");
  await aside(other)
    .getByRole("button", { name: /Enregistrer site/ })
    .click();
  await expect(aside(other)).toContainText("Un autre fichier porte déjà ce nom");
  expect((await shell(other, "cat site/index.html")).output).toContain("à moi");
  await aside(other).getByRole("button", { name: "Remplacer" }).click();
  await expect(aside(other)).toContainText("Enregistré dans");
  await aside(other).getByRole("button", { name: "Exécuter" }).first().click();
  await expect(screen(other)).toContainText("à partager");
  await removeWorkspace(other);
  await context.close();
});

test("a hostile link runs nothing, hides nothing and breaks nothing", async ({ page }) => {
  page.on("dialog", () => expect("a dialog").toBe("none"));
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  const markup = "<img src=x onerror=alert(1)><script>alert(1)</script>";
  await page.goto(
    linkOf({
      title: `${markup}\u202etitre`,
      note: `${markup} [x](javascript:alert(1))`,
      files: [
        { path: "a<b>.html", text: markup },
        { path: "b.py", text: 'if role != "\u202e\u2066user":\n' },
      ],
      commands: [
        "echo un\nrm -rf ~",
        "echo \u202eabc",
        "echo \u001b]0;x\u0007",
        markup,
        "echo bon",
      ],
    }),
  );
  await expect(aside(page).getByRole("heading", { level: 2 })).toContainText(
    `${markup}U+202Etitre`,
  );
  await expect(aside(page).locator("img, script")).toHaveCount(0);
  const command = (text: string) => aside(page).getByRole("listitem").filter({ hasText: text });
  for (const text of ["unU+000Arm -rf", "U+202Eabc", "U+001B]0;xU+0007"]) {
    await expect(command(text)).toContainText("n’est pas proposée");
    await expect(command(text).getByRole("button")).toHaveCount(0);
  }
  const hidden = aside(page).getByRole("figure").filter({ hasText: "b.py" });
  await expect(hidden).toContainText("n’est pas proposé");
  await expect(hidden.getByRole("button")).toHaveCount(0);
  // no server has seen any of it
  expect(asked.filter((url) => url.includes("depart"))).toEqual([]);
  await openTerminal(page);
  expect((await shell(page, "ls -A")).output).not.toContain("b>.html");
  await shell(page, "clear");
  await command("echo bon").getByRole("button", { name: "Exécuter" }).click();
  await expect.poll(() => lines(page)).toContain("bon");
});

test("links that are no starting points say so", async ({ page }) => {
  const refused = "ne contient pas un point de départ valable";
  const damaged = "incomplet ou abîmé";
  const whole = linkOf({ ...offer, commands: ["ls"] });
  for (const [link, words] of [
    [whole.slice(0, -3), damaged],
    ["/bac-a-sable#depart=1.%00", damaged],
    ["/bac-a-sable#depart=rien", "n’existe pas"],
    ["/bac-a-sable#depart=__proto__", "n’existe pas"],
    [linkOf({ ...offer, commands: ["ls"], files: [{ path: "../x", text: "" }] }), refused],
    [linkOf({ ...offer, commands: ["ls"], files: [{ path: ".bashrc", text: "" }] }), refused],
    [linkOf({ ...offer, commands: Array(21).fill("ls") }), refused],
    [`/bac-a-sable#depart=1.${"A".repeat(9_000)}`, refused],
  ] as const) {
    await page.goto("about:blank");
    await page.goto(link);
    await expect(aside(page).getByRole("alert"), link.slice(0, 60)).toContainText(words);
  }
  await page.getByRole("button", { name: "Fermer les points de départ" }).click();
  await expect(aside(page)).toBeHidden();
});

test("on a phone, the starting point makes room for the terminal", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto("/bac-a-sable#depart=un-volume-qui-se-souvient");
  await expectAccessible(page);
  const run = aside(page).getByRole("button", { name: "Exécuter" }).first();
  await run.click();
  await expectPrompt(page);
  await expect(aside(page)).toBeHidden();
  await expect(screen(page)).toContainText("docker run -d --name base");
  await page.getByRole("button", { name: "Points de départ" }).click();
  await expect(aside(page)).toBeVisible();
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBeLessThanOrEqual(0);
});
