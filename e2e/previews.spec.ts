import { expect, type Page, test } from "@playwright/test";
import { expectAccessible, expectReadableAtNight } from "./support/accessible";
import { firstLesson, openTerminal, removeWorkspace, shell } from "./support/workspace";

const entry = (page: Page, port: number) =>
  page.getByRole("button", { name: `Port ${port}`, exact: true });
const pane = (page: Page) => page.getByRole("region", { name: "Volet Aperçu" });
const paneButton = (page: Page) => page.getByRole("button", { name: "Aperçu", exact: true });
const inside = (page: Page, port: number) => page.frameLocator(`iframe[title*="port ${port}"]`);

async function ok(page: Page, line: string): Promise<void> {
  const { output, status } = await shell(page, line);
  expect(status, output).toBe(0);
}

/** Writes a file in the learner's home folder, whatever characters it holds. */
const write = (page: Page, name: string, text: string) =>
  ok(page, `echo ${Buffer.from(text).toString("base64")} | base64 -d > ${name}`);

/** RFC 6455 in few words: accepts, and sends back each short message. */
const echoServer = `import socket,hashlib,base64,threading
def serve(c):
    h=b''
    while b'\\r\\n\\r\\n' not in h: h+=c.recv(4096)
    k=[l.split(b': ')[1] for l in h.split(b'\\r\\n') if l.lower().startswith(b'sec-websocket-key')]
    if not k:
        b=open('/srv/page.html','rb').read()
        c.sendall(b'HTTP/1.1 200 OK\\r\\nContent-Type: text/html\\r\\nContent-Length: %d\\r\\nConnection: close\\r\\n\\r\\n'%len(b)+b)
        return c.close()
    a=base64.b64encode(hashlib.sha1(k[0]+b'258EAFA5-E914-47DA-95CA-C5AB0DC85B11').digest())
    c.sendall(b'HTTP/1.1 101 S\\r\\nUpgrade: websocket\\r\\nConnection: Upgrade\\r\\nSec-WebSocket-Accept: '+a+b'\\r\\n\\r\\n')
    while True:
        f=c.recv(2)
        if len(f)<2 or f[0]&15==8: return c.close()
        n=f[1]&127; m=c.recv(4); d=c.recv(n)
        r=b'echo:'+bytes(x^m[i%4] for i,x in enumerate(d))
        c.sendall(bytes([129,len(r)])+r)
s=socket.socket(); s.setsockopt(socket.SOL_SOCKET,socket.SO_REUSEADDR,1)
s.bind(('0.0.0.0',80)); s.listen()
while True: threading.Thread(target=serve,args=(s.accept()[0],)).start()
`;

const echoPage = `<h1 id=out>...</h1><script>
const s=new WebSocket((location.protocol=='https:'?'wss':'ws')+'://'+location.host+'/ws');
s.onopen=()=>s.send('bonjour');s.onmessage=e=>out.textContent=e.data;s.onerror=()=>out.textContent='error';
</script>`;

test("a published port is seen beside the terminal and in a tab, and comes and goes", async ({
  page,
}) => {
  test.setTimeout(120_000);
  await page.goto(firstLesson);
  await openTerminal(page);
  await expect(entry(page, 8080)).toBeHidden();
  await paneButton(page).click();
  await expect(pane(page)).toContainText("Ici s’affiche ce que sert un conteneur");
  await expectAccessible(page);
  await paneButton(page).click();
  await ok(page, "docker run -d --name web -p 8080:80 nginx");
  await entry(page, 8080).click();
  await expect(inside(page, 8080).getByRole("heading", { name: /nginx/i })).toBeVisible();
  await expectAccessible(page);

  // the address bar leads to the container's own error page
  const address = page.getByRole("textbox", { name: "Chemin sur le port 8080" });
  await address.fill("absent");
  await address.press("Enter");
  await expect(inside(page, 8080).getByText("404 Not Found")).toBeVisible();
  await expect(address).toHaveValue("/absent");

  const [tab] = await Promise.all([
    page.waitForEvent("popup"),
    page.getByRole("link", { name: "Ouvrir dans un onglet" }).click(),
  ]);
  await expect(tab.getByText("404 Not Found")).toBeVisible();
  expect(new URL(tab.url()).hostname).toMatch(/^p8080-[a-z2-7]{26}\.localhost$/);
  expect(tab.url()).toMatch(/\/absent$/);

  // shown again after a reload
  await page.reload();
  await expect(pane(page)).toBeVisible();
  await expect(inside(page, 8080).locator("h1")).toBeVisible();

  // without a reload: it goes with its container, and comes back with it
  await ok(page, "docker stop -t 0 web");
  await expect(entry(page, 8080)).toBeHidden();
  await expect(pane(page).getByRole("status")).toContainText("ne publie plus le port 8080");
  await tab.goto(new URL("/", tab.url()).href);
  await expect(tab.getByRole("heading", { name: "Ce port n’est plus publié" })).toBeVisible();
  await expectAccessible(tab);
  await expectReadableAtNight(tab);
  await expectReadableAtNight(page);
  await ok(page, "docker start web");
  await expect(entry(page, 8080)).toBeVisible();
  await expect(tab.getByRole("heading", { name: /nginx/i })).toBeVisible();

  // a second one makes a list
  await ok(page, "docker run -d --name api -p 9000:80 nginx");
  await page.getByRole("button", { name: "2 ports" }).click();
  await page.getByRole("menuitem", { name: "Port 9000 api" }).click();
  await expect(inside(page, 9000).getByRole("heading", { name: /nginx/i })).toBeVisible();
  await paneButton(page).click();
  await expect(pane(page)).toBeHidden();

  // the workspace ends: nothing is served any more, and the page says what to do
  await removeWorkspace(page);
  await tab.reload();
  await expect(tab.getByRole("heading", { name: "Votre espace est arrêté" })).toBeVisible();
});

test("nothing answers yet: the page says so, and shows the program once it does", async ({
  page,
}) => {
  await page.goto(firstLesson);
  await openTerminal(page);
  await ok(
    page,
    "docker run -d --name web -p 8080:8000 python sh -c 'while ! test -e /go; do sleep 0.2; done; cd /usr; python3 -m http.server 8000'",
  );
  await entry(page, 8080).click();
  await expect(
    inside(page, 8080).getByRole("heading", { name: "Rien ne répond encore sur ce port" }),
  ).toBeVisible();
  await ok(page, "docker exec web touch /go");
  await expect(inside(page, 8080).getByText("Directory listing")).toBeVisible();
  await removeWorkspace(page);
});

test("a WebSocket goes through, in the frame and in a tab", async ({ page }) => {
  test.setTimeout(90_000);
  await page.goto(firstLesson);
  await openTerminal(page);
  await write(page, "ws.py", echoServer);
  await write(page, "page.html", echoPage);
  await ok(page, "docker run -d --name echo -p 8080:80 -v $PWD:/srv python python3 /srv/ws.py");
  await entry(page, 8080).click();
  await expect(inside(page, 8080).getByText("echo:bonjour")).toBeVisible();
  const tab = await page.context().newPage();
  await tab.goto("/apercu/8080");
  await expect(tab.getByText("echo:bonjour")).toBeVisible();
  await removeWorkspace(page);
});

test("two learners with the same port each see their own, and not the other's", async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const contexts = [await browser.newContext(), await browser.newContext()];
  const addresses: string[] = [];
  const pages: Page[] = [];
  for (const [index, context] of contexts.entries()) {
    const page = await context.newPage();
    pages.push(page);
    await page.goto(firstLesson);
    await openTerminal(page);
    await write(page, "index.html", `<h1>eleve${index}</h1>`);
    await ok(
      page,
      "docker run -d -p 8080:8000 -v $PWD:/srv -w /srv python python3 -m http.server 8000",
    );
    await entry(page, 8080).click();
    await expect(inside(page, 8080).getByRole("heading", { name: `eleve${index}` })).toBeVisible();
    const tab = await context.newPage();
    await tab.goto("/apercu/8080");
    await expect(tab.getByRole("heading", { name: `eleve${index}` })).toBeVisible();
    addresses.push(tab.url());
  }
  expect(addresses[0]).not.toBe(addresses[1]);
  const [, other] = contexts;
  if (other === undefined) throw new Error("no second learner");
  const curious = await other.newPage();
  const answer = await curious.goto(addresses[0] ?? "");
  expect(answer?.status()).toBe(403);
  await expect(
    curious.getByRole("heading", { name: "Cet aperçu s’ouvre depuis Escale" }),
  ).toBeVisible();
  for (const page of pages) await removeWorkspace(page);
  for (const context of contexts) await context.close();
});
