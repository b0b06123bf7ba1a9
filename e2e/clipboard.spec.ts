import { expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "./support/accessible";
import {
  firstLesson,
  lines,
  openTerminal,
  removeWorkspace,
  screen,
  shell,
  type,
} from "./support/workspace";

const readClipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText());
const writeClipboard = (page: Page, text: string) =>
  page.evaluate((value) => navigator.clipboard.writeText(value), text);

test.beforeEach(async ({ context, page, baseURL }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"], {
    origin: new URL(baseURL ?? "").origin,
  });
  await page.goto(firstLesson);
  await openTerminal(page);
});
test.afterEach(({ page }) => removeWorkspace(page));

test("copying is by key, as in a desktop terminal", async ({ page }) => {
  await shell(page, "echo copiez-moi");
  const row = (await lines(page)).indexOf("copiez-moi");
  const place = await screen(page).locator("> div").nth(row).boundingBox();
  if (place === null) throw new Error("the row is not on the screen");
  await page.mouse.dblclick(place.x + 20, place.y + place.height / 2);
  await page.keyboard.press("Control+Shift+C");
  await expect.poll(() => readClipboard(page)).toBe("copiez-moi");
});

test("several lines pasted at the prompt wait for Enter", async ({ page }) => {
  await writeClipboard(page, "echo un-$((1+0))\necho deux-$((1+1))\n");
  await shell(page, "true");
  // until its prompt is back, a shell takes no paste as one
  await expect.poll(async () => (await lines(page)).filter(Boolean).at(-1)).toMatch(/\$$/);
  await page.keyboard.press("Control+Shift+V");
  await expect(screen(page)).toContainText("echo deux-");
  expect(await lines(page)).not.toContain("un-1");
  await page.keyboard.press("Enter");
  await expect.poll(() => lines(page)).toEqual(expect.arrayContaining(["un-1", "deux-2"]));
});

test("several lines pasted where they would run at once are asked about", async ({ page }) => {
  await writeClipboard(page, "première ligne\nseconde ligne\n");
  await type(page, "clear; echo ''prêt; cat > ~/collé");
  await expect.poll(() => lines(page)).toContain("prêt");
  await page.keyboard.press("Control+Shift+V");
  const dialog = page.getByRole("dialog", { name: "Coller 2 lignes ?" });
  await expect(dialog).toContainText("seconde ligne");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Annuler" }).click();
  await page.keyboard.press("Control+Shift+V");
  await dialog.getByRole("button", { name: "Coller" }).click();
  await expect(dialog).toBeHidden();
  await page.keyboard.press("Control+d");
  expect((await shell(page, "wc -l < ~/collé")).output).toMatch(/^2$/m);
});

test("a program cannot write the clipboard (OSC 52)", async ({ page }) => {
  await writeClipboard(page, "intact");
  const { output } = await shell(
    page,
    "printf '\\e]52;c;%s\\a' $(printf pirate | base64); echo fait",
  );
  expect(output).toMatch(/^fait$/m);
  expect(await readClipboard(page)).toBe("intact");
});
