/** A Chromium for Playwright: Debian's where there is apt, else the one Playwright downloads. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { aptInstall, canInstall } from "../system/apt";
import { OperatorError } from "../system/operator-error";
import { tryRun } from "../system/run";

/** what playwright.config.ts looks for first */
const debian = "/usr/bin/chromium";

export async function ensureChromium(root: string): Promise<void> {
  if (existsSync(debian)) return;
  if (canInstall()) {
    await aptInstall(["chromium"], () => {});
    return;
  }
  const playwright = join(root, "node_modules/@playwright/test/cli.js");
  const { status, stderr } = await tryRun(process.execPath, [playwright, "install", "chromium"]);
  if (status !== 0) {
    throw new OperatorError(
      `there is no Chromium, and Playwright cannot download one: ${stderr.trim().split("\n")[0]}`,
      "install chromium with your system's packages",
    );
  }
}
