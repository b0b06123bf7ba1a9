/** The site's production build, done again only when its sources have changed. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { withLock } from "../../system/lock";
import { OperatorError } from "../../system/operator-error";
import { tryRun } from "../../system/run";
import type { Step } from "../setup";
import { sourceHash } from "./sources";

export const buildLock = (root: string): string => join(root, "dist/build.lock");

/** A page that opened the database while it is built would fail, instead of making one. */
const withoutData = { ESCALE_DATA: "/dev/null/no-data-in-a-build" };

export const nextBuild: Step = {
  title: "Site",
  skip: ({ dev }) => (dev ? "development builds pages as they are asked for" : null),
  run: ({ root }, say) =>
    withLock(
      buildLock(root),
      () => say("waiting for another build of this clone"),
      async () => {
        const stamp = join(root, ".next/escale-sources");
        const hash = await sourceHash(root, "web");
        if ((await readFile(stamp, "utf8").catch(() => "")) === hash) return "up to date";
        const { status, stdout, stderr } = await tryRun(
          process.execPath,
          [join(root, "node_modules/next/dist/bin/next"), "build"],
          {
            cwd: root,
            env: {
              ...process.env,
              ...withoutData,
              NODE_ENV: "production",
              NEXT_TELEMETRY_DISABLED: "1",
            },
            onLine: say,
          },
        );
        if (status !== 0) {
          throw new OperatorError(
            `next build failed:\n${`${stdout}${stderr}`.trim().split("\n").slice(-40).join("\n")}`,
            "mend what it says; on a machine with little memory, add swap",
          );
        }
        await writeFile(stamp, hash);
        return "built";
      },
    ),
};
