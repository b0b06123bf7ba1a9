/** « Mon moteur » : the live picture of one's own engine. */
import { expect, type Locator, type Page, test } from "@playwright/test";
import { expectAccessible } from "./support/accessible";
import {
  expectPrompt,
  firstLesson,
  lines,
  openTerminal,
  removeWorkspace,
  shell,
  type,
} from "./support/workspace";

const pane = (page: Page): Locator => page.getByRole("region", { name: "Mon moteur" });
const box = (page: Page, name: string): Locator =>
  pane(page).locator('[data-object^="container:"]', { hasText: name });

async function openEngine(page: Page, path = "/bac-a-sable"): Promise<void> {
  await page.goto(path);
  await openTerminal(page);
  await page.getByRole("button", { name: "Mon moteur" }).click();
}

test("a container appears as it is run, changes as it stops, goes as it is removed", async ({
  page,
}) => {
  await openEngine(page);
  await expect(pane(page).getByRole("heading", { name: "Votre moteur est vide" })).toBeVisible();
  await expectAccessible(page);

  await type(page, "docker run -d --name web -p 8080:80 nginx");
  await expect(box(page, "web")).toContainText("en marche");
  await expect(box(page, "web")).toContainText("8080");
  await expect(box(page, "web")).toContainText(/CPU [\d,]+\s%/);
  await expect(pane(page)).toContainText("1 conteneur (1 en marche)");
  await expect(pane(page).locator('[data-object^="image:"]', { hasText: "nginx" })).toBeVisible();

  await type(page, "docker pause web");
  await expect(box(page, "web")).toContainText("en pause");
  await type(page, "docker unpause web; docker kill web");
  await expect(box(page, "web")).toContainText("arrêté, code 137");
  await type(page, "docker rm web");
  await expect(box(page, "web")).toHaveCount(0);

  await page.reload();
  await expectPrompt(page);
  await expect(pane(page)).toContainText("0 conteneur");
  await removeWorkspace(page);
});

test("two images stand on the layers they share", async ({ page }) => {
  await openEngine(page);
  await shell(page, "docker pull -q nginx; docker pull -q redis; docker pull -q busybox");
  const layer = (images: number) => pane(page).getByTitle(`partagée par ${images} images`);
  await expect(layer(2).first()).toBeVisible();
  // one block as wide as the two columns that stand on it
  const [base, image] = await Promise.all([
    layer(2).first().boundingBox(),
    pane(page).locator('[data-object^="image:"]').first().boundingBox(),
  ]);
  expect(base?.width ?? 0).toBeGreaterThan(1.8 * (image?.width ?? Number.POSITIVE_INFINITY));
  await expect(pane(page)).toContainText("les couches communes n’y sont qu’une fois");
  await removeWorkspace(page);
});

test("networks, addresses and volumes, with who uses them; lines between", async ({ page }) => {
  await openEngine(page);
  await shell(page, "docker network create quai && docker volume create donnees");
  const quay = pane(page).getByRole("region", { name: "Réseau quai" });
  await expect(quay).toContainText("aucun conteneur");
  const volume = pane(page).locator('[data-object="volume:donnees"]');
  await expect(volume).toContainText("monté nulle part");
  await shell(
    page,
    "docker run -d --name api --network quai --network-alias service -v donnees:/data busybox sleep 600",
  );
  await expect(quay.locator('[data-object^="container:"]')).toContainText("api");
  await expect(quay).toContainText(/\d+\.\d+\.\d+\.\d+ · service/);
  await expect(volume).toContainText("monté par api");
  await volume.hover();
  await expect(pane(page).locator(".engine-links path")).toHaveCount(1);
  await expect(box(page, "api")).toHaveAttribute("data-related", "");
  await box(page, "api").hover();
  // its image, its network, its volume
  await expect(pane(page).locator(".engine-links path")).toHaveCount(3);
  await removeWorkspace(page);
});

test("an object says in French what it is, and its commands are written, not run", async ({
  page,
}) => {
  await openEngine(page);
  await shell(page, "docker run -d --name web nginx");
  await box(page, "web").focus();
  await page.keyboard.press("Enter");
  const details = pane(page).getByRole("complementary", { name: "Détails" });
  await expect(details).toContainText(/Ce conteneur tourne depuis .+ à partir de l’image nginx/);
  await expect(details.getByRole("heading", { name: "web" })).toBeFocused();
  await expectAccessible(page);

  await details.getByRole("button", { name: "Voir le JSON" }).click();
  await expect(details.locator("pre")).toContainText('"Name": "/web"');

  await shell(page, "true");
  await details.getByRole("button", { name: "docker stop web" }).click();
  await expect.poll(() => lines(page)).toContainEqual(expect.stringMatching(/\$ docker stop web$/));
  await expect(box(page, "web")).toContainText("en marche");
  await page.keyboard.press("Enter");
  await expect(box(page, "web")).toContainText("terminé, code 0", { timeout: 30_000 });
  await expect(details).toContainText("s’est arrêté");

  await details.getByRole("button", { name: "nginx" }).first().click();
  await expect(details.getByRole("heading", { name: "nginx" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(details).toHaveCount(0);
  await removeWorkspace(page);
});

test("the same as tables", async ({ page }) => {
  await openEngine(page);
  await shell(page, "docker run -d --name web nginx; docker pull -q redis");
  await pane(page).getByRole("button", { name: "Tableaux" }).click();
  const containers = pane(page).getByRole("table", { name: "Conteneurs" });
  await expect(containers.getByRole("row", { name: /^web en marche nginx/ })).toBeVisible();
  const images = pane(page).getByRole("table", { name: "Images" });
  await expect(images.getByRole("row")).toHaveCount(3);
  await expectAccessible(page);
  await page.reload();
  await expect(containers).toBeVisible();
  await containers.getByRole("button", { name: "web" }).click();
  await expect(pane(page).getByRole("complementary", { name: "Détails" })).toContainText(
    "Ce conteneur tourne",
  );
  await removeWorkspace(page);
});

test("names are text, whatever they hold", async ({ page }) => {
  await openEngine(page);
  const markup = "<img src=x onerror=document.title=1>";
  const ran = await shell(
    page,
    `docker run -d --name web -l 'a=${markup}' -e 'X=${markup}' busybox sh -c 'sleep 600; echo "${markup}"'`,
  );
  expect(ran.status, ran.output).toBe(0);
  await shell(
    page,
    `mkdir c; printf 'FROM busybox\\nRUN echo "${markup}" > /x\\nLABEL a="${markup}"\\n' > c/Dockerfile; docker build -q -m 64m -t mal c`,
  );
  await box(page, "web").click();
  const details = pane(page).getByRole("complementary", { name: "Détails" });
  await expect(details).toContainText(markup);
  await details.getByRole("button", { name: "Voir le JSON" }).click();
  await expect(details.locator("pre")).toContainText(`X=${markup}`);
  await pane(page).locator('[data-object^="image:"]', { hasText: "mal" }).click();
  await expect(details).toContainText("Ses couches");
  await pane(page).getByRole("button", { name: "Tableaux" }).click();
  await expect(pane(page).getByRole("table", { name: "Couches" })).toContainText("onerror");
  await expect(pane(page).locator("img")).toHaveCount(0);
  expect(await page.title()).not.toBe("1");
  await removeWorkspace(page);
});

test("nothing of another learner's is ever in it", async ({ page, browser }) => {
  await openEngine(page);
  const context = await browser.newContext();
  const other = await context.newPage();
  await other.goto(firstLesson);
  await openTerminal(other);
  await shell(other, "docker network create secret; docker volume create secret");
  await shell(other, "docker run -d --name secret --network secret busybox sleep 600");
  await shell(page, "docker run -d --name mien busybox sleep 600");
  await expect(box(page, "mien")).toBeVisible();
  await expect(pane(page)).toContainText(
    "1 conteneur (1 en marche) · 1 image · 1 réseau · 0 volume",
  );
  await expect(pane(page)).not.toContainText("secret");
  await removeWorkspace(other);
  await context.close();
  await removeWorkspace(page);
});

test("out of sight nothing is asked for; a site that is away is said, and comes back", async ({
  page,
  context,
}) => {
  await openEngine(page);
  await shell(page, "docker run -d --name web busybox sleep 600");
  await expect(box(page, "web")).toBeVisible();
  await page.route("**/api/workspace/engine", (route) => route.abort());
  await context.setOffline(true);
  await page.getByRole("button", { name: "Mon moteur" }).click();
  await page.getByRole("button", { name: "Mon moteur" }).click();
  await expect(pane(page)).toContainText("Connexion au site perdue");
  await expect(box(page, "web")).toBeVisible();
  await context.setOffline(false);
  await page.unroute("**/api/workspace/engine");
  await expect(pane(page)).toContainText("1 conteneur", { timeout: 30_000 });
  await removeWorkspace(page);
});
