/** A virtual machine beside a container: both really started, measured while they run. */
import { expect, type Page, test } from "@playwright/test";
import type { ComparisonMessage, Measures } from "../lib/protocol/comparison";
import { expectAccessible } from "./support/accessible";
import { openTerminal, removeWorkspace, screen } from "./support/workspace";

const lesson = "/parcours/les-conteneurs/cote-a-cote";
/** An emulated machine on a busy one takes its time, ms. */
const bootMs = 180_000;

const panel = (page: Page) => page.getByRole("region", { name: /côte à côte/ });
const side = (page: Page, name: string) => panel(page).getByRole("region", { name, exact: true });
const measure = (page: Page, name: string, term: string) =>
  side(page, name).locator("dl > div", { hasText: term }).locator("dd");
const start = (page: Page, name: string) =>
  side(page, name).getByRole("button", { name: `Lancer ${name.toLowerCase()}` });

// a machine that a failed attempt left running would hold its place
test.afterEach(({ page }) => removeWorkspace(page));

test("both start side by side, are measured, answer, and end", async ({ page }) => {
  test.setTimeout(bootMs + 120_000);
  await page.goto(lesson);
  await expectAccessible(page);
  await start(page, "Machine virtuelle").click();
  // two terminals; what the first one says has scrolled by where the machine is fast
  await expect(screen(page)).toHaveCount(2, { timeout: 30_000 });
  await start(page, "Conteneur").click();
  await expect(screen(page).nth(1)).toContainText("/ #", { timeout: 30_000 });
  await expect(measure(page, "Conteneur", "Temps")).toContainText(/\d.*(ms|s)$/);
  await expect(measure(page, "Conteneur", "Processus")).toHaveText("sh");

  await expect(measure(page, "Machine virtuelle", "Noyau")).toContainText("cloud", {
    timeout: bootMs,
  });
  await expect(screen(page).nth(0)).toContainText("machine:~#", { timeout: bootMs });
  await expect(measure(page, "Machine virtuelle", "Temps")).toContainText(/\d,\d\ss$/);
  await expect(measure(page, "Machine virtuelle", "Mémoire")).toContainText("Mio");
  await expect(measure(page, "Machine virtuelle", "Processus")).toContainText("qemu-system");
  await expect(panel(page).getByRole("status")).toContainText(
    /\d\s(machine|machines) virtuelles? en marche/,
  );
  await expectAccessible(page);

  const kernel = await measure(page, "Conteneur", "Noyau").textContent();
  await side(page, "Conteneur").getByRole("button", { name: "uname -r" }).click();
  await expect(screen(page).nth(1)).toContainText(kernel?.trim() ?? "no kernel");
  await side(page, "Machine virtuelle").getByRole("button", { name: "uname -r" }).click();
  await expect(screen(page).nth(0)).toContainText(/uname -r\s*6\.\d+\.\S*cloud/);

  // what is measured outlives the page, and the two terminals are there again
  await page.reload();
  await expect(screen(page)).toHaveCount(2, { timeout: 20_000 });
  await expect(measure(page, "Machine virtuelle", "Temps")).toContainText(/\d,\d\ss$/);

  await side(page, "Machine virtuelle").getByRole("button", { name: "poweroff" }).click();
  await expect(side(page, "Machine virtuelle")).toContainText("terminé", { timeout: 30_000 });
  await expect(screen(page).nth(0)).toContainText(/\$\s*$/);
  // its last measure stays to be compared
  await expect(measure(page, "Machine virtuelle", "Temps")).toContainText(/\d,\d\ss$/);
  await page.getByRole("button", { name: "Deux terminaux à la fois" }).click();
  await expect(screen(page)).toHaveCount(1);
});

test("a command is not typed into a program that happens to run there", async ({ page }) => {
  await page.goto(lesson);
  await start(page, "Conteneur").click();
  await expect(screen(page).nth(1)).toContainText("/ #", { timeout: 40_000 });
  // one that was started by hand in the machine's terminal
  await page.locator(".xterm-helper-textarea").nth(0).focus();
  await page.keyboard.type("cat\n");
  await start(page, "Machine virtuelle").click();
  await expect(panel(page).getByRole("alert")).toContainText("Un programme tourne déjà");
});

const places: Measures["places"] = {
  most: 2,
  running: 2,
  timeMs: 1_200_000,
  line: null,
  timedOut: false,
};
const said: [string, Partial<Measures["places"]>, RegExp][] = [
  ["in line", { line: { position: 2, of: 3, turn: false } }, /à la place 2 dans la file/],
  ["called", { line: { position: 1, of: 3, turn: true } }, /C’est votre tour/],
  ["ended for time", { timedOut: true }, /depuis 20\smin, le maximum/],
  ["none here", { most: 0 }, /ne fait pas tourner de machines virtuelles/],
];
for (const [what, more, words] of said)
  test(`the page says how it stands: ${what}`, async ({ page }) => {
    const message: ComparisonMessage = {
      kind: "measures",
      measures: { machine: null, container: null, places: { ...places, ...more } },
    };
    // a stream that says this one thing and stays open, which a routed answer cannot
    await page.addInitScript((data) => {
      const Real = EventSource;
      window.EventSource = class extends Real {
        constructor(url: string | URL) {
          super(url);
          if (!String(url).endsWith("/comparison")) return;
          this.close();
          setInterval(() => this.dispatchEvent(new MessageEvent("message", { data })), 300);
        }
      };
    }, JSON.stringify(message));
    await page.goto(lesson);
    await openTerminal(page);
    await expect(panel(page).getByText(words)).toBeVisible();
  });

test("on a phone the two stand one above the other, in the lesson and in the terminals", async ({
  page,
}) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(lesson);
  await start(page, "Conteneur").click();
  await expect(screen(page).nth(1)).toContainText("/ #", { timeout: 40_000 });
  const above = async (first: Parameters<Page["locator"]>[0]) => {
    const boxes = page.locator(first);
    const [one, two] = await Promise.all([boxes.nth(0).boundingBox(), boxes.nth(1).boundingBox()]);
    expect(two?.y ?? 0).toBeGreaterThanOrEqual((one?.y ?? 0) + (one?.height ?? 1) - 2);
    expect(two?.width ?? 999).toBeLessThanOrEqual(360);
  };
  await above(".terminal-tab:not(.invisible)");
  await page.getByRole("button", { name: "Leçon", exact: true }).click();
  await expect(measure(page, "Conteneur", "Temps")).toContainText(/ms|s/);
  await above(".comparison-side");
  await expectAccessible(page);
});
