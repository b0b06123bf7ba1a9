/**
 * Loads Prisma's schema engine. Its package imports the .wasm file as a module, which Node 20
 * does not do: the three lines of its entry point are written out here.
 */
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { SchemaEngine } from "@prisma/schema-engine-wasm";
import * as bindings from "@prisma/schema-engine-wasm/schema_engine_bg";

/** the engine's file name; a release has a copy beside the program */
export const engineFile = "schema_engine_bg.wasm";

/** Where the engine lies: beside the program in a release, in node_modules else. */
export function enginePath(): string {
  const beside = join(dirname(fileURLToPath(import.meta.url)), engineFile);
  if (existsSync(beside)) return beside;
  const require = createRequire(import.meta.url);
  return join(dirname(require.resolve("@prisma/schema-engine-wasm/schema_engine_bg")), engineFile);
}

let loaded: Promise<typeof SchemaEngine> | undefined;

export function loadSchemaEngine(): Promise<typeof SchemaEngine> {
  loaded ??= load();
  return loaded;
}

async function load(): Promise<typeof SchemaEngine> {
  const imports: WebAssembly.ModuleImports = {};
  for (const [name, value] of Object.entries(bindings)) {
    if (typeof value === "function") imports[name] = value;
  }
  const { instance } = await WebAssembly.instantiate(await readFile(enginePath()), {
    "./schema_engine_bg.js": imports,
  });
  const setWasm = imports.__wbg_set_wasm;
  const start = instance.exports.__wbindgen_start;
  if (typeof setWasm !== "function" || typeof start !== "function") {
    throw new Error("this version of @prisma/schema-engine-wasm is not understood");
  }
  setWasm(instance.exports);
  start();
  return bindings.SchemaEngine;
}
