import { expect, test } from "@playwright/test";

test("an unknown page says so in French and leads back", async ({ page }) => {
  const response = await page.goto("/parcours/les-conteneurs/une-lecon-inventee");
  expect(response?.status()).toBe(404);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByRole("link", { name: /accueil|parcours/i }).first()).toBeVisible();
});

test("another site cannot act for the learner", async ({ request }) => {
  const response = await request.post("/api/workspace", {
    headers: { origin: "https://evil.example" },
  });
  expect(response.status()).toBe(403);
});

test("an unknown host name is refused", async ({ request }) => {
  const response = await request.get("/", { headers: { host: "evil.example" } });
  expect(response.status()).toBeGreaterThanOrEqual(400);
});

test("bad bodies get a clear French error, and nothing is opened", async ({ request, baseURL }) => {
  const origin = new URL(baseURL ?? "").origin;
  for (const data of ["{", '{"cols":0,"rows":24}', '{"cols":80,"rows":24,"x":1}', "[]"]) {
    const response = await request.post("/api/workspace/terminals", {
      headers: { origin, "content-type": "application/json" },
      data: Buffer.from(data),
    });
    expect([400, 401, 409]).toContain(response.status());
    const body: unknown = await response.json();
    expect(body).toMatchObject({
      error: { code: expect.any(String), message: expect.any(String) },
    });
  }
  const view: unknown = await (await request.get("/api/workspace")).json();
  expect(view).toMatchObject({ state: "none" });
});

test("healthz tells the parts apart", async ({ request }) => {
  const health: unknown = await (await request.get("/healthz")).json();
  expect(health).toMatchObject({
    web: { status: "ok" },
    database: { status: "ok" },
    backend: { status: "ok" },
    engine: { status: "ok" },
  });
});
