/**
 * What must work before anything is installed: no dependencies here, plain JavaScript.
 * start.mjs, test.mjs and admin.mjs begin with it and go on in TypeScript.
 */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Ends the program with what to do when this Node is too old. */
export function checkNode() {
  const wanted = [20, 19];
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > wanted[0] || (major === wanted[0] && minor >= wanted[1])) return;
  console.error(
    `Escale needs Node ${wanted.join(".")} or newer; this is ${process.versions.node}.\n` +
      "Install a newer one, for instance from https://nodejs.org, and start again.",
  );
  process.exit(1);
}

function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    if (error.code === "ENOENT") return null;
    throw error;
  }
}

/** Whether node_modules holds exactly the versions that package-lock.json names. */
export function packagesInstalled(folder = root) {
  const wanted = readJson(join(folder, "package-lock.json"))?.packages ?? {};
  const installed = readJson(join(folder, "node_modules/.package-lock.json"))?.packages;
  if (!installed) return false;
  return Object.entries(wanted).every(
    ([path, { version, optional, devOptional }]) =>
      path === "" || optional || devOptional || installed[path]?.version === version,
  );
}

/** `npm ci` when needed; ends the program when it fails. */
export function installPackages() {
  if (packagesInstalled()) return;
  const started = Date.now();
  console.error("Installing the npm packages (npm ci)…");
  const { status } = spawnSync("npm", ["ci", "--include=dev", "--no-audit", "--no-fund"], {
    cwd: root,
    stdio: ["ignore", "ignore", "inherit"],
  });
  if (status !== 0) {
    console.error(
      "npm ci failed (its message is above). Is the npm registry reachable from this machine?",
    );
    process.exit(1);
  }
  console.error(`npm packages installed [${((Date.now() - started) / 1000).toFixed(1)}s]`);
}

/** Runs a TypeScript program of scripts/ in this process. */
export async function runTypeScript(file) {
  process.chdir(root);
  const { register } = await import("tsx/esm/api");
  register();
  await import(new URL(file, import.meta.url).href);
}
