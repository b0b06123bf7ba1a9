/** Reads the settings and begins a set-up. */
import { pathsOf } from "@/lib/protocol/paths";
import { readSettings, SettingsError } from "@/lib/protocol/settings";
import { OperatorError } from "../system/operator-error";
import type { Setup } from "./setup";

/** Throws OperatorError naming each setting that is wrong. */
export function newSetup(
  root: string,
  env: Readonly<Record<string, string | undefined>>,
  { dev = false } = {},
): Setup {
  try {
    const settings = readSettings(env);
    return {
      settings,
      paths: pathsOf(settings),
      root,
      dev,
      asRoot: process.getuid?.() === 0,
      webUser: null,
      engine: null,
      release: null,
      problems: [],
    };
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    throw new OperatorError(
      `wrong settings:\n${error.message.replace(/^/gm, "    ")}`,
      "docs/settings.md lists them all",
      { cause: error },
    );
  }
}
