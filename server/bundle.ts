/**
 * Bundles the programs that run as the unprivileged web user into single files, since that user
 * cannot read the clone. Left out: Next and PGlite, which the built site brings along.
 */
import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { engineFile, enginePath } from "@/lib/db/schema-engine";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Writes server.mjs, migrate.mjs and the schema engine into `target`. */
export async function bundlePrograms(target: string): Promise<void> {
  await build({
    absWorkingDir: root,
    entryPoints: { server: "server/main.ts", migrate: "lib/db/migrate.ts" },
    outdir: target,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    target: "node20",
    format: "esm",
    external: ["next", "@electric-sql/pglite", "pg-native"],
    define: { "process.env.NODE_ENV": '"production"' },
    // CommonJS packages within an ES module ask for these.
    banner: {
      js: [
        'process.env.NODE_ENV = "production";',
        'import { createRequire as __createRequire } from "node:module";',
        'import { fileURLToPath as __fileURLToPath } from "node:url";',
        "const require = __createRequire(import.meta.url);",
        "const __filename = __fileURLToPath(import.meta.url);",
        'const __dirname = __fileURLToPath(new URL(".", import.meta.url));',
      ].join("\n"),
    },
    legalComments: "none",
    logLevel: "warning",
  });
  await copyFile(enginePath(), join(target, engineFile));
}
