import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/**
 * Two projects: `unit` needs nothing but Node; `engine` (files named *.engine.test.ts) needs a
 * running dedicated engine, whose socket ESCALE_DOCKER_HOST names. scripts/test.mjs starts one.
 */
const root = fileURLToPath(new URL(".", import.meta.url));
const shared = {
  resolve: { alias: { "@": root } },
};
/** A test that names no data folder of its own fails, instead of writing to the machine's. */
const env = { ESCALE_DATA: "/dev/null/tests-name-their-own" };
const ignored = ["**/node_modules/**", "**/.next/**", "e2e/**"];

export default defineConfig({
  test: {
    projects: [
      {
        ...shared,
        test: {
          name: "unit",
          env,
          include: ["**/*.test.ts", "**/*.test.tsx"],
          exclude: [...ignored, "**/*.engine.test.ts"],
          // one less than the processors otherwise, which on two leaves one idle
          maxWorkers: availableParallelism(),
        },
      },
      {
        ...shared,
        test: {
          name: "engine",
          env,
          include: ["**/*.engine.test.ts"],
          exclude: ignored,
          testTimeout: 60_000,
          hookTimeout: 120_000,
          // one engine for all: more would only measure each other
          maxWorkers: Math.min(2, availableParallelism()),
          // as in playwright.config.ts
          retry: process.env.CI ? 1 : 0,
        },
      },
    ],
  },
});
