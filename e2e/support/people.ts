/** Accounts for tests that need more than guests. */
import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { promisify } from "node:util";
import { type Browser, expect, type Page } from "@playwright/test";

const root = join(import.meta.dirname, "../..");

/** A trainer on a browser of their own, signed in. */
export const trainerPage = (browser: Browser, name: string): Promise<Page> =>
  memberPage(browser, name, "trainer");

/** Somebody on a browser of their own, signed in. The operator has given the role. */
export async function memberPage(
  browser: Browser,
  name: string,
  role: "trainer" | "admin",
): Promise<Page> {
  const data = process.env.ESCALE_TEST_DATA;
  if (!data) throw new Error("ESCALE_TEST_DATA is not set: run through npm test");
  const page = await (await browser.newContext()).newPage();
  await page.goto("/classes");
  const email = `${role}-${randomUUID()}@example.org`;
  const signedUp = await page.request.post("/api/account/sign-up", {
    headers: { origin: new URL(page.url()).origin },
    data: { name, email, password: "trois navires au port" },
  });
  expect(signedUp.status(), await signedUp.text()).toBeLessThan(300);
  const admin = [join(root, "scripts/admin.mjs"), "user", "role", email, role];
  await promisify(execFile)(process.execPath, admin, {
    env: { ...process.env, ESCALE_DATA: data },
  });
  return page;
}
