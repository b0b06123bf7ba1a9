/** How many tests passed and failed, from the JSON reports of vitest and Playwright. */
import { readFile } from "node:fs/promises";
import { z } from "zod";

export interface Counts {
  passed: number;
  failed: number;
}

const vitestSchema = z
  .looseObject({
    numPassedTests: z.number(),
    numFailedTests: z.number(),
    /** files that could not even be loaded fail without a failed test in them */
    testResults: z.array(
      z.looseObject({ status: z.string(), assertionResults: z.array(z.unknown()) }),
    ),
  })
  .transform(({ numPassedTests, numFailedTests, testResults }) => ({
    passed: numPassedTests,
    failed:
      numFailedTests +
      testResults.filter((file) => file.status === "failed" && file.assertionResults.length === 0)
        .length,
  }));

const playwrightSchema = z
  .looseObject({
    stats: z.looseObject({ expected: z.number(), unexpected: z.number(), flaky: z.number() }),
    errors: z.array(z.unknown()),
  })
  .transform(({ stats, errors }) => ({
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length,
  }));

/** Reads a report of either kind; null when there is none (the run ended before writing it). */
export async function readCounts(path: string): Promise<Counts | null> {
  const text = await readFile(path, "utf8").catch(() => null);
  return text === null ? null : z.union([vitestSchema, playwrightSchema]).parse(JSON.parse(text));
}

export const sum = (counts: readonly Counts[]): Counts => ({
  passed: counts.reduce((total, { passed }) => total + passed, 0),
  failed: counts.reduce((total, { failed }) => total + failed, 0),
});

/** The last line of a run. */
export function summary(counts: readonly Counts[]): string {
  const { passed, failed } = sum(counts);
  return `${passed} passed, ${failed} failed`;
}
