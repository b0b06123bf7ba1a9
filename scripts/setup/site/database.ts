/** Brings the database up to date before web opens it, as the user that web runs as. */
import { join } from "node:path";
import { environmentOf } from "../../supervisor/programs";
import { OperatorError } from "../../system/operator-error";
import { tryRun } from "../../system/run";
import type { Step } from "../setup";

export const database: Step = {
  title: "Database",
  async run({ settings, paths, root, dev, release, webUser }, say) {
    const args =
      dev || release === null
        ? ["--import", "tsx", join(root, "lib/db/migrate.ts")]
        : [join(release, "web/migrate.mjs")];
    const asWeb = !dev && webUser ? { uid: webUser.uid, gid: webUser.gid } : {};
    const { status, stdout, stderr } = await tryRun(process.execPath, args, {
      cwd: dev || release === null ? root : join(release, "web"),
      env: {
        ...environmentOf("web", process.env, { data: paths.data, dev }),
        NODE_ENV: "production",
      },
      ...asWeb,
      onLine: say,
    });
    const where = settings.DATABASE_URL ? "PostgreSQL" : "embedded";
    if (status === 0) return `${where}; ${stdout.trim().split("\n").at(-1) ?? ""}`;
    throw new OperatorError(
      `the ${where} database could not be brought up to date: ${(stderr || stdout).trim()}`,
      settings.DATABASE_URL
        ? "check DATABASE_URL and that the server answers"
        : `see docs/operating.md, "back up", before touching ${paths.database}`,
    );
  },
};
