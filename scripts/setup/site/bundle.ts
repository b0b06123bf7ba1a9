/** Bundles the backend into one file with esbuild: it runs without sources or node_modules. */
import { join } from "node:path";
import { build } from "esbuild";

/** CommonJS packages inside an ES module expect these three. */
const banner = `import { createRequire as escaleRequire } from "node:module";
import { fileURLToPath as escalePath } from "node:url";
import { dirname as escaleDirname } from "node:path";
const require = escaleRequire(import.meta.url);
const __filename = escalePath(import.meta.url);
const __dirname = escaleDirname(__filename);`;

/** Writes dist/backend.mjs and its source map. Throws with esbuild's messages. */
export async function bundleBackend(root: string): Promise<string> {
  const outfile = join(root, "dist/backend.mjs");
  await build({
    absWorkingDir: root,
    entryPoints: ["backend/main.ts"],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    sourcemap: "linked",
    sourcesContent: false,
    legalComments: "none",
    logLevel: "silent",
    banner: { js: banner },
    // native accelerators that their packages do without
    external: ["*.node", "cpu-features", "bufferutil", "utf-8-validate"],
  });
  return outfile;
}
