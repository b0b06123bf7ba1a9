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

/** The last line of a run. */
export function summary(counts: readonly Counts[]): string {
  const total = (key: keyof Counts) => counts.reduce((sum, each) => sum + each[key], 0);
  return `${total("passed")} passed, ${total("failed")} failed`;
}
