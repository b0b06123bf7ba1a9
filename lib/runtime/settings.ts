/** The settings of this process, read once, on first use (so that a build needs none). */
import { type Paths, pathsOf } from "@/lib/protocol/paths";
import { readSettings, type Settings } from "@/lib/protocol/settings";
import { once } from "./once";

export interface Runtime {
  readonly settings: Settings;
  readonly paths: Paths;
}

declare global {
  interface EscaleShared {
    runtime?: Runtime;
  }
}

/** Throws `SettingsError` when the environment is wrong. */
export const runtime = (): Runtime =>
  once("runtime", () => {
    const settings = readSettings(process.env);
    return { settings, paths: pathsOf(settings) };
  });
