import { existsSync } from "node:fs";
import { defineConfig } from "@playwright/test";

/**
 * Browser tests against a whole running Escale, whose address and data folder scripts/test.mjs
 * gives in ESCALE_TEST_URL and ESCALE_TEST_DATA. Debian's Chromium where there is one.
 */
const chromium = "/usr/bin/chromium";
const reporters = process.env.ESCALE_TEST_REPORT
  ? ([["list"], ["json", { outputFile: process.env.ESCALE_TEST_REPORT }]] as const)
  : ([["list"]] as const);

const launchArguments = [
  "--no-sandbox",
  "--disable-gpu",
  // without WebGL xterm draws rows of text, which a test can read
  "--disable-3d-apis",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
const launch = (...more: string[]) => ({
  ...(existsSync(chromium) ? { executablePath: chromium } : {}),
  args: [...launchArguments, ...more],
});

const onPhone = "phone.spec.ts";
/** What stops, fills or floods the site, starts others beside it, or boots a machine. */
const alone = ["comparison", "disk", "flood", "full-machine", "idle", "no-engine", "restarts"].map(
  (name) => `${name}.spec.ts`,
);

/**
 * Files of `desktop` and `phone` may run two at a time, as two learners would; those of `alone` may
 * not, and not beside the others: npm test runs Playwright once for each.
 */
export default defineConfig({
  testDir: "e2e",
  workers: 1,
  fullyParallel: false,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env.CI),
  // a machine shared with others may hiccup once; what passes the second time is named as flaky
  retries: process.env.CI ? 1 : 0,
  reporter: reporters.map((reporter) => [...reporter]),
  use: {
    baseURL: process.env.ESCALE_TEST_URL ?? "http://localhost:3000",
    locale: "fr-FR",
    viewport: { width: 1366, height: 768 },
    // a trace costs as much as the page itself
    trace: process.env.CI ? "on-first-retry" : "retain-on-failure",
    launchOptions: launch(),
  },
  projects: [
    { name: "desktop", testIgnore: [onPhone, ...alone] },
    { name: "alone", testMatch: alone },
    {
      name: "phone",
      testMatch: onPhone,
      use: {
        viewport: { width: 390, height: 844 },
        isMobile: true,
        hasTouch: true,
        // a finger for a pointer (media query `pointer: coarse`), which emulation alone leaves out
        launchOptions: launch("--blink-settings=primaryPointerType=2,availablePointerTypes=2"),
      },
    },
  ],
});
