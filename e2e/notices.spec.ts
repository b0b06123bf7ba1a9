/** What is said to learners on every page: in one stack, that lies over no terminal. */
import { type Browser, expect, type Locator, type Page, test } from "@playwright/test";
import { expectAccessible, expectReadableAtNight } from "./support/accessible";
import { guestIn, makeClass } from "./support/classes";
import { trainerPage } from "./support/people";
import { firstLesson, openTerminal, removeWorkspace, shell, type } from "./support/workspace";

const stack = (page: Page): Locator => page.getByRole("region", { name: "Avis" });
const laptop = { width: 1366, height: 768 };
const phone = { width: 390, height: 844 };

test.use({ actionTimeout: 20_000 });

async function classWith(browser: Browser, name: string) {
  const trainer = await trainerPage(browser, "Ada Durand");
  const code = await makeClass(trainer, name);
  const path = new URL(trainer.url()).pathname;
  return { trainer, path, lea: await guestIn(browser, code, "Léa Petit") };
}

const post = async (page: Page, path: string, data: unknown) => {
  const headers = { origin: new URL(page.url()).origin };
  const answer = await page.request.post(path, { headers, data });
  expect(answer.ok(), await answer.text()).toBe(true);
};

async function broadcast(trainer: Page, name: string): Promise<void> {
  await trainer.goto("/bac-a-sable");
  await openTerminal(trainer);
  await trainer.getByRole("button", { name: "Menu de l’espace de travail" }).click();
  await trainer.getByRole("menuitem", { name }).click();
  await expect(trainer.getByText("Le terminal 1 est diffusé")).toBeVisible();
}

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

async function boxOf(place: Locator): Promise<Box> {
  const box = await place.boundingBox();
  if (box === null) throw new Error(`not on the page: ${place}`);
  return box;
}

const overlap = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

/** Each in sight, none over another, none over the terminal that is shown. */
async function expectApart(page: Page, count: number): Promise<void> {
  const notices = page.locator(".notice");
  await expect(notices).toHaveCount(count);
  await expect(async () => {
    const boxes = await Promise.all((await notices.all()).map(boxOf));
    const terminal = page.locator(".xterm:visible").first();
    const others = (await terminal.count()) === 0 ? [] : [await boxOf(terminal)];
    for (const [n, box] of boxes.entries())
      for (const other of [...boxes.slice(n + 1), ...others])
        expect(overlap(box, other), `${JSON.stringify([box, other])}`).toBe(false);
  }).toPass({ timeout: 10_000 });
  await expect(notices.first()).toBeInViewport({ ratio: 1 });
}

test("who is watched is told on each page, for as long as it lasts, however it was begun", async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const { trainer, path, lea } = await classWith(browser, "Groupe suivi");
  await trainer.reload();
  const screen = trainer.getByRole("link", { name: "Voir l’écran de Léa Petit" });
  const address = (await screen.getAttribute("href")) ?? "";
  const told = stack(lea).getByText("Ada Durand regarde votre terminal");
  await lea.goto("/progression");
  await expect(told).toHaveCount(0);
  await trainer.goto(address);
  await expect(told).toBeVisible();
  for (const size of [laptop, phone]) {
    await lea.setViewportSize(size);
    for (const page of ["/", "/glossaire", firstLesson]) {
      await lea.goto(page);
      await expect(told).toBeVisible();
      await expect(told).toBeInViewport({ ratio: 1 });
    }
  }
  await expectAccessible(lea);
  // neither is it put away by whoever reads it, nor pushed aside by what else is said
  await expect(stack(lea).getByRole("button")).toHaveCount(0);
  for (let n = 0; n < 6; n++)
    await post(trainer, `/api${path}/messages`, {
      to: null,
      kind: "text",
      text: `Mot ${n}. `.repeat(60),
    });
  await expect(stack(lea).getByText("5 à lire ensuite")).toBeVisible();
  await expect(told).toBeInViewport({ ratio: 1 });

  // said in the panel where there is one, and there alone
  await lea.setViewportSize(laptop);
  await openTerminal(lea);
  await expect(lea.getByText("Ada Durand regarde votre terminal").first()).toBeVisible();
  await expect(told).toHaveCount(0);
  await lea.goto("/progression");
  await expect(told).toBeVisible();
  await trainer.goto(path);
  await expect(told).toHaveCount(0, { timeout: 20_000 });

  // without the page that was made for it, by the bare request
  const watch = `/api${path}/watch/${address.split("/").at(-1)}`;
  await trainer.evaluate(async (url) => {
    const headers = { accept: "text/event-stream" };
    const { status } = await fetch(url, { headers });
    if (status !== 200) throw new Error(`answered ${status}`);
  }, watch);
  await expect(told).toBeVisible();
  await trainer.goto("/glossaire");
  await expect(told).toHaveCount(0, { timeout: 20_000 });

  await removeWorkspace(lea);
  for (const page of [trainer, lea]) await page.context().close();
});

test("who is in no class costs one request for each page, and who is in one a stream", async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const nobody = await trainerPage(browser, "Ada Durand");
  const asked: string[] = [];
  nobody.on("request", (request) => asked.push(new URL(request.url()).pathname));
  const live = () => asked.filter((path) => /^\/api\/(live|broadcasts)/.test(path));
  await nobody.goto("/glossaire");
  await expect.poll(live).toEqual(["/api/live/events"]);
  // longer than a browser waits before it tries again
  await nobody.waitForTimeout(5_000);
  expect(live()).toEqual(["/api/live/events"]);
  const code = await makeClass(nobody, "Groupe tout neuf");
  asked.splice(0);
  await nobody.goto("/glossaire");
  await nobody.waitForTimeout(5_000);
  expect(live()).toEqual(["/api/live/events"]);

  const lea = await guestIn(browser, code, "Léa Petit");
  lea.on("request", (request) => asked.push(new URL(request.url()).pathname));
  asked.splice(0);
  await lea.goto("/glossaire");
  await lea.waitForTimeout(5_000);
  expect(live().filter((path) => path !== "/api/live/presence")).toEqual(["/api/live/events"]);
  for (const page of [nobody, lea]) await page.context().close();
});

test("a message and a broadcast at once stand one above the other, beside every terminal", async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const { trainer, path, lea } = await classWith(browser, "Groupe des avis");
  await broadcast(trainer, "Groupe des avis");
  await lea.setViewportSize(laptop);
  // the class's own page would count it as read
  await lea.goto("/glossaire");
  await post(trainer, `/api${path}/messages`, { to: null, kind: "text", text: "Pause à 10 h 30" });
  await expectApart(lea, 2);
  await expectAccessible(lea);

  // before the page, by the keyboard
  await lea.keyboard.press("Tab");
  await lea.keyboard.press("Tab");
  await expect(stack(lea).getByRole("link", { name: "Regarder" })).toBeFocused();
  await lea.setViewportSize(phone);
  await expectApart(lea, 2);

  await lea.goto(firstLesson);
  await expectApart(lea, 2);
  await lea.getByRole("button", { name: "Terminal", exact: true }).click();
  await openTerminal(lea);
  await shell(lea, "seq 200");
  await type(lea, "echo la-derniere-ligne");
  await expectApart(lea, 2);
  await expectAccessible(lea, undefined, ".notices");
  await expectReadableAtNight(lea);
  await lea.setViewportSize(laptop);
  await expectApart(lea, 2);
  await lea.goto("/bac-a-sable");
  for (const size of [laptop, phone]) {
    await lea.setViewportSize(size);
    await expect(lea.locator(".xterm:visible")).toBeVisible({ timeout: 20_000 });
    await expectApart(lea, 2);
  }
  // what they leave is the terminal's again
  const before = await boxOf(lea.locator(".xterm:visible"));
  await stack(lea).getByRole("button", { name: "Fermer ce message" }).click();
  await stack(lea).getByRole("button", { name: "Ne plus le rappeler" }).click();
  await expect
    .poll(async () => (await boxOf(lea.locator(".xterm:visible"))).height)
    .toBeGreaterThan(before.height + 60);

  for (const page of [trainer, lea]) await removeWorkspace(page);
  for (const page of [trainer, lea]) await page.context().close();
});
