/**
 * A short run of what `npm run fuzz` does for long: always of one seed, so that what fails here is
 * what has changed. FUZZ_SEED names another.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import { fuzzRound, roundRuns } from "./fuzz";
import { openScene, type Scene } from "./scene";

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene.close());

test("whatever A asks, nothing of B's, of the host's or of the platform's comes back", async () => {
  const seed = Number(process.env.FUZZ_SEED ?? 77);
  const report = await fuzzRound(scene, { seed, runs: roundRuns, milliseconds: 15_000 });
  expect(report.failure).toBe("");
  expect(report.requests).toBeGreaterThan(20);
  expect(report.reached.size).toBeGreaterThan(5);
});
