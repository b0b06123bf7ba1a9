/**
 * Writes the typed database client to lib/db/generated (`node lib/db/generate.mjs`).
 *
 * Prisma's command line wants to download a native schema engine that `generate` never runs:
 * naming any existing executable keeps it off the network. Nothing is written when neither the
 * schema nor Prisma has changed since.
 */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Returns whether the client had to be written. */
export function generateClient() {
  const output = join(root, "lib/db/generated");
  const stamp = join(output, ".generated-from");
  const prisma = join(root, "node_modules/prisma/package.json");
  const from = createHash("sha256")
    .update(readFileSync(join(root, "prisma/schema.prisma")))
    .update(readFileSync(prisma))
    .digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === from) return false;
  execFileSync(
    process.execPath,
    [join(dirname(prisma), "build/index.js"), "generate", "--no-hints"],
    {
      cwd: root,
      stdio: ["ignore", "ignore", "inherit"],
      env: {
        ...process.env,
        PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
        PRISMA_HIDE_UPDATE_MESSAGE: "1",
        CHECKPOINT_DISABLE: "1",
      },
    },
  );
  writeFileSync(stamp, from);
  return true;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) generateClient();
