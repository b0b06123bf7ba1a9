/**
 * More Escales beside the one under test, each started by `npm start` as an operator would, with
 * settings that show what a learner meets beyond the first path. One is started by the first test
 * that asks for it and lasts for all that follow.
 */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { type Browser, test as base, type Page } from "@playwright/test";
import { freePort } from "../../scripts/test/free-port";

const root = join(import.meta.dirname, "../..");

export interface Escale {
  url: string;
  stop(): Promise<void>;
}

async function startEscale(name: string, settings: Record<string, string>): Promise<Escale> {
  const data = process.env.ESCALE_TEST_DATA;
  if (!data) throw new Error("ESCALE_TEST_DATA is not set: run through npm test");
  const child = spawn(process.execPath, [join(root, "scripts/start.mjs")], {
    env: {
      ...process.env,
      ESCALE_DATA: join(data, name),
      ESCALE_PORT: String(await freePort()),
      ...settings,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  // a run that is interrupted leaves nothing behind
  process.once("exit", () => child.kill("SIGTERM"));
  let said = "";
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      said = `${said}${chunk}`.slice(-20_000);
      const address = /Escale is at (\S+)/.exec(said)?.[1];
      if (address) resolve(address);
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.once("error", reject);
    child.once("close", () => reject(new Error(`${name} did not start:\n${said}`)));
  });
  return {
    url,
    async stop() {
      child.kill("SIGTERM");
      await ended;
    },
  };
}

export const test = base.extend<
  object,
  {
    /**
     * room for one learner, with 100 MiB of disk, who is put to sleep after twenty seconds, warned
     * fifteen before
     */
    small: Escale;
    /** no container engine answers */
    engineless: Escale;
  }
>({
  small: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names from the pattern
    async ({}, use) => {
      const escale = await startEscale("small", {
        ESCALE_WORKSPACES: "1",
        ESCALE_PREPARED: "0",
        ESCALE_IDLE: "20s",
        ESCALE_IDLE_WARNING: "15s",
        ESCALE_WORKSPACE_DISK: "100m",
      });
      await use(escale);
      await escale.stop();
    },
    { scope: "worker", timeout: 120_000 },
  ],
  engineless: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names from the pattern
    async ({}, use) => {
      const escale = await startEscale("bare", { ESCALE_DOCKER_HOST: "unix:///nope" });
      await use(escale);
      await escale.stop();
    },
    { scope: "worker", timeout: 120_000 },
  ],
});

/** A learner whom this Escale has never seen, on one of its pages. */
export async function visit(browser: Browser, { url }: Escale, path: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: url });
  const page = await context.newPage();
  await page.goto(path);
  return page;
}
