import { expect, type Page, test } from "@playwright/test";
import { expectAccessible, expectReadableAtNight } from "./support/accessible";
import { expectDifferences } from "./support/comparison";
import { firstLesson, openTerminal, removeWorkspace, screen, shell } from "./support/workspace";

const editor = (page: Page) => page.getByRole("region", { name: "Volet Éditeur" });
const text = (page: Page) => editor(page).locator(".view-lines");
const file = (page: Page, name: string) => page.getByRole("treeitem", { name, exact: true });
const tab = (page: Page, name: string) => page.getByRole("tab", { name });

async function openEditor(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Éditeur" }).click();
  await expect(page.getByRole("tree")).toBeVisible();
}

async function newFile(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: "Nouveau fichier" }).click();
  await page.getByLabel("Nom du fichier").fill(name);
  await page.keyboard.press("Enter");
  await expect(tab(page, name)).toBeVisible();
  await expect(text(page)).toBeVisible({ timeout: 30_000 });
}

async function write(page: Page, what: string): Promise<void> {
  await text(page).click();
  await page.keyboard.type(what);
}

test.beforeEach(async ({ page }) => {
  await page.goto(firstLesson);
  await openTerminal(page);
});
test.afterEach(({ page }) => removeWorkspace(page));

test("what is typed in the editor is in the shell, and the other way round", async ({ page }) => {
  await openEditor(page);
  await newFile(page, "note.txt");
  await write(page, "bonjour");
  await expect(tab(page, "note.txt")).not.toContainText("●");
  await expect
    .poll(async () => (await shell(page, "cat note.txt; echo")).output)
    .toContain("bonjour");
  await shell(page, "echo bonsoir > note.txt; mkdir -p src && touch src/a.py");
  await expect(text(page)).toContainText("bonsoir");
  await file(page, "src").click();
  await expect(file(page, "a.py")).toBeVisible();
  // the text outlives a reload of the page
  await page.reload();
  await expect(text(page)).toContainText("bonsoir", { timeout: 30_000 });
  await expectAccessible(page);
  await expectReadableAtNight(page);
});

test("text that both have changed is nobody's to lose", async ({ page }) => {
  await openEditor(page);
  await newFile(page, "f");
  await write(page, "un");
  await expect.poll(async () => (await shell(page, "cat f; echo")).output).toContain("un");
  // no save comes through until the shell has written
  await page.route("**/files/content?*expected=*", (route) => route.abort());
  await write(page, " à moi");
  await expect(editor(page).getByRole("alert")).toContainText("Pas encore enregistré");
  await shell(page, "echo terminal > f");
  await page.unroute("**/files/content?*expected=*");
  await expect(editor(page).getByRole("alert")).toContainText("modifié par le terminal");
  await editor(page).getByRole("button", { name: "Comparer" }).click();
  await expectDifferences(page, { theirs: "terminal", mine: "à moi" });
  await editor(page).getByRole("button", { name: "Garder la mienne" }).click();
  await expect.poll(async () => (await shell(page, "cat f; echo")).output).toContain("à moi");
  await shell(page, "rm f");
  await expect(editor(page).getByRole("alert")).toContainText("supprimé");
  await editor(page).getByRole("button", { name: "Enregistrer de nouveau" }).click();
  await expect.poll(async () => (await shell(page, "cat f; echo")).output).toContain("à moi");
});

test("words are offered as one types", async ({ page }) => {
  await openEditor(page);
  await newFile(page, "compose.yaml");
  const offers = page.locator(".suggest-widget.visible");
  await write(page, "ser");
  await expect(offers).toContainText("services");
  await page.keyboard.press("Enter");
  // at a person's pace: the editor indents after a moment
  await page.keyboard.type("\nweb:\nima", { delay: 100 });
  await expect(offers).toContainText("image");
  await page.keyboard.press("Enter");
  // a whole value and Enter: a new line
  await page.keyboard.type("nginx\n");
  await expect(tab(page, "compose.yaml")).not.toContainText("●");
  await expect
    .poll(async () => (await shell(page, "cat compose.yaml; echo")).output)
    .toMatch(/services:\s+web:\s+image: nginx/);
});

test("a Dockerfile is checked in French, and built in the terminal", async ({ page }) => {
  await openEditor(page);
  await newFile(page, "Dockerfile");
  await write(page, "FROM busybox\nWOR");
  await expect(page.locator(".suggest-widget.visible")).toContainText("WORKDIR");
  await page.keyboard.press("Enter");
  await expect(text(page)).toContainText("WORKDIR");
  await page.keyboard.press("Control+a");
  await page.keyboard.type("FROM busybox\nRNU echo\n");
  const squiggle = editor(page).locator(".squiggly-error");
  await expect(squiggle).toBeVisible();
  await text(page).getByText("RNU").hover();
  await expect(page.locator(".monaco-hover:visible")).toContainText(
    "Cette instruction n’existe pas.",
  );
  await text(page).click();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("FROM busybox\nCMD echo salut\n");
  await expect(squiggle).toBeHidden();
  await expect(tab(page, "Dockerfile")).not.toContainText("●");
  await editor(page).getByRole("button", { name: "Construire" }).click();
  await expect(screen(page)).toContainText("docker build -t mon-image .");
  await expect(screen(page)).toContainText("Successfully tagged", { timeout: 30_000 });
});

test("names of files are text, and files are renamed and removed", async ({ page }) => {
  await openEditor(page);
  const odd = "<img src=x onerror=alert(1)>";
  page.on("dialog", () => expect("a dialog").toBe("none"));
  await shell(page, `echo '<script>alert(1)</script>' > '${odd}'; touch b.txt`);
  await file(page, odd).click();
  await expect(text(page)).toContainText("<script>alert(1)</script>", { timeout: 30_000 });
  await file(page, "b.txt").focus();
  await page.keyboard.press("F2");
  await page.getByLabel("Nouveau nom").fill("c.txt");
  await page.keyboard.press("Enter");
  await expect(file(page, "c.txt")).toBeVisible();
  await file(page, "c.txt").focus();
  await page.keyboard.press("Delete");
  await page.getByRole("button", { name: "Supprimer", exact: true }).click();
  await expect(file(page, "c.txt")).toBeHidden();
  expect((await shell(page, "ls")).output).not.toContain("txt");
});

test("nothing of the editor is loaded before it is opened", async ({ page }) => {
  const sizes: number[] = [];
  page.on("response", async (response) => {
    if (!response.url().includes("/_next/static/")) return;
    sizes.push((await response.request().sizes()).responseBodySize);
  });
  await page.reload();
  await expect(screen(page)).toContainText("$", { timeout: 20_000 });
  const before = sizes.reduce((sum, size) => sum + size, 0);
  await openEditor(page);
  await newFile(page, "x");
  const after = sizes.reduce((sum, size) => sum + size, 0);
  // Monaco alone is several hundred kB, compressed
  expect(after - before).toBeGreaterThan(300_000);
  expect(before).toBeLessThan(after - before);
});

test("a Compose file is checked in French", async ({ page }) => {
  await openEditor(page);
  await newFile(page, "compose.yaml");
  // on one line: whether the editor indents what follows depends on what it has loaded by then
  await write(page, "services: {web: {image: busybox, port: []}}");
  await expect(editor(page).locator(".squiggly-error").first()).toBeVisible();
  // a hover that falls into a new look at the file closes again: one hovers once more
  await expect(async () => {
    await page.mouse.move(0, 0);
    await text(page).getByText("port").hover();
    await expect(page.locator(".monaco-hover:visible")).toContainText("Clé inconnue « port »", {
      timeout: 3_000,
    });
  }).toPass();
});

test("a new file under the name of another is a conflict, each time", async ({ page }) => {
  await shell(page, "echo à moi > pris.txt");
  const statuses = await page.evaluate(async () => {
    const found: number[] = [];
    for (const size of [0, 1, 1, 1, 1, 1, 1, 1, 1, 1_000, 100_000, 1_000_000, 1_000_000]) {
      const answer = await fetch("/api/workspace/files/content?path=pris.txt&expected=none", {
        method: "POST",
        headers: { "content-type": "application/octet-stream" },
        body: "x".repeat(size),
      });
      found.push(answer.status);
    }
    return found;
  });
  expect(new Set(statuses)).toEqual(new Set([409]));
  expect((await shell(page, "cat pris.txt")).output).toContain("à moi");
});
