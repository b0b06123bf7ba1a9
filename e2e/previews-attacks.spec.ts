import { expect, test } from "@playwright/test";
import { firstLesson, openTerminal, removeWorkspace, shell } from "./support/workspace";

/** What a container may serve: a page that tries all it can on the site, and says what it got. */
const hostile = `<!doctype html><pre id=got></pre><iframe id=site></iframe><script>
const site = document.referrer ? new URL(document.referrer).origin : "http://localhost:" + location.port;
const tries = {
  "reads the site's cookies": () => document.cookie.includes("escale"),
  "reads the page around it": () => parent !== self && !!parent.document.body,
  "reads its storage": () => parent !== self && parent.localStorage.length >= 0,
  "leads it away": () => { top.location.href = location.origin + "/away"; return parent !== self; },
  "reads the site's answers": async () =>
    (await fetch(site + "/api/workspace", { credentials: "include" })).ok,
  "opens a terminal": () => new Promise((resolve) => {
    const socket = new WebSocket(site.replace("http", "ws") + "/api/workspace/terminals/1/socket");
    socket.onopen = () => resolve(true);
    socket.onerror = () => resolve(false);
  }),
};
(async () => {
  document.cookie = "planted=1; Domain=localhost; Path=/";
  document.cookie = "escale.session_token=planted; Domain=localhost; Path=/";
  document.cookie = "planted=1; Domain=localhost; Path=/; SameSite=None; Secure; Partitioned";
  fetch(site + "/api/workspace?files=remove", { method: "DELETE", credentials: "include" }).catch(() => {});
  fetch(site + "/api/workspace?files=remove", { method: "POST", mode: "no-cors", credentials: "include" }).catch(() => {});
  await navigator.serviceWorker?.register("/sw.js", { scope: "/" }).catch(() => {});
  await new Promise((resolve) => {
    document.querySelector("#site").onload = resolve;
    document.querySelector("#site").src = site + "/";
  });
  const results = [];
  for (const [name, attempt] of Object.entries(tries)) {
    let got = false;
    try { got = await attempt(); } catch {}
    results.push(name + ": " + got);
  }
  document.querySelector("#got").textContent = results.join("\\n") + "\\nfini";
})();
</script>`;

test("a hostile page in a container gets nothing of the site", async ({ page, context }) => {
  test.setTimeout(90_000);
  await page.goto(firstLesson);
  await openTerminal(page);
  for (const [name, text] of [
    ["index.html", hostile],
    ["sw.js", "addEventListener('fetch', (e) => e.respondWith(new Response('hijacked')))"],
  ] as const) {
    const encoded = Buffer.from(text).toString("base64");
    // at once: key by key, two thousand characters take a minute
    await page.locator(".xterm-helper-textarea:visible, .xterm:visible textarea").first().focus();
    await page.keyboard.insertText(`echo ${encoded} | base64 -d > ${name}`);
    await page.keyboard.press("Enter");
    expect((await shell(page, `test -s ${name}`)).status).toBe(0);
  }
  const run = "docker run -d -p 8080:8000 -v $PWD:/srv -w /srv python python3 -m http.server 8000";
  expect((await shell(page, run)).status).toBe(0);

  const refused: string[] = [];
  page.on("response", (response) => {
    const { pathname, hostname } = new URL(response.url());
    if (
      hostname === "localhost" &&
      pathname === "/api/workspace" &&
      response.request().frame() !== page.mainFrame()
    )
      refused.push(`${response.request().method()} ${response.status()}`);
  });
  await page.getByRole("button", { name: "Port 8080", exact: true }).click();
  const got = page.frameLocator('iframe[title*="8080"]').locator("#got");
  await expect(got).toContainText("fini");
  const results = (await got.textContent())?.split("\n") ?? [];
  expect(results).toHaveLength(7);
  expect(results.slice(0, 6).filter((line) => !line.endsWith(": false"))).toEqual([]);
  expect(refused).not.toContain("POST 200");

  // in a tab of its own it is the top, and is no better off
  const tab = await context.newPage();
  await tab.goto("/apercu/8080");
  await expect(tab).toHaveURL(/\.localhost/);

  // the site is where it was, with its session, its workspace, and no cookie or worker more
  await expect(page).toHaveURL(new RegExp(`${firstLesson}$`));
  const cookies = await context.cookies(page.url());
  expect(cookies.map(({ name }) => name)).toEqual(["escale.session_token"]);
  expect(cookies[0]?.domain).toBe("localhost");
  const workers = await page.evaluate(() => navigator.serviceWorker.getRegistrations());
  expect(workers).toHaveLength(0);
  await page.reload();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  const view = await page.request.get("/api/workspace");
  expect(await view.json()).toMatchObject({ state: "running", ports: [{ port: 8080 }] });
  await removeWorkspace(page);
});
