import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readCounts, summary } from "./counts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "escale-counts-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function counted(report: object) {
  const path = join(folder, "report.json");
  await writeFile(path, JSON.stringify(report));
  return readCounts(path);
}

test("vitest: a file that could not be loaded counts as a failure", async () => {
  const report = {
    numPassedTests: 3,
    numFailedTests: 1,
    testResults: [
      { status: "failed", assertionResults: [{}, {}] },
      { status: "failed", assertionResults: [] },
      { status: "passed", assertionResults: [{}] },
    ],
  };
  expect(await counted(report)).toEqual({ passed: 3, failed: 2 });
});

test("Playwright: errors outside of tests count too", async () => {
  const report = { stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 2 }, errors: [{}] };
  expect(await counted(report)).toEqual({ passed: 6, failed: 2 });
});

test("no report is told from an empty one", async () => {
  expect(await readCounts(join(folder, "absent.json"))).toBeNull();
});

test("the last line is the sum", () => {
  expect(
    summary([
      { passed: 3, failed: 0 },
      { passed: 4, failed: 1 },
    ]),
  ).toBe("7 passed, 1 failed");
});
