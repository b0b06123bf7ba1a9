/** The typed database client, which type-checking, the site and its migrations all need. */
import { join } from "node:path";
import { run } from "../../system/run";
import type { Step } from "../setup";

export const databaseClient: Step = {
  title: "Database client",
  async run({ root }) {
    await run(process.execPath, [join(root, "lib/db/generate.mjs")], { cwd: root });
    return "up to date";
  },
};
