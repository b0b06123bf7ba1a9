/** What runs, from which files, as whom and with which environment. */
import { join } from "node:path";
import type { Setup } from "../setup/setup";
import { LogFile } from "./log-file";
import { logLine } from "./log-line";
import { Program } from "./program";

/** Passed to every program: tells instances apart in the process list and in pid files. */
export const instanceArgument = (data: string): string => `--instance=${data}`;

export const pidFileOf = (run: string, name: string): string => join(run, `${name}.pid`);

/** Settings that one program has no business knowing. */
const withheld = {
  web: ["ESCALE_DOCKER_HOST"],
  backend: ["DATABASE_URL", "ESCALE_SMTP_URL", "ESCALE_OIDC_CLIENT_SECRET"],
} as const;
/** What of the operator's environment a program gets beside the settings. */
const passed = ["PATH", "LANG", "LC_ALL", "TZ", "NODE_OPTIONS", "NODE_EXTRA_CA_CERTS"];

/** The environment of a program: the settings it may know, and little else. */
export function environmentOf(
  program: "web" | "backend",
  env: Readonly<Record<string, string | undefined>>,
  { data, dev }: { data: string; dev: boolean },
): Record<string, string> {
  const result: Record<string, string> = {};
  const hidden: readonly string[] = withheld[program];
  for (const [name, value] of Object.entries(env)) {
    const setting = name.startsWith("ESCALE_") || name === "DATABASE_URL";
    if (value !== undefined && (setting || passed.includes(name)) && !hidden.includes(name)) {
      result[name] = value;
    }
  }
  // the default depends on who asks: web, unprivileged, would look in its home
  return { ...result, ESCALE_DATA: data, NODE_ENV: dev ? "development" : "production" };
}

/**
 * A program whose heap is small and whose streams are large collects often and little: V8's helper
 * threads cost it more than they spare, most of all on a machine of few cores that is busy.
 */
const smallHeap = "--single-threaded-gc";

/** What to run for each program. */
function commandsOf({ root, dev, release, paths }: Setup) {
  const instance = instanceArgument(paths.data);
  if (dev) {
    const tsx = join(root, "node_modules/tsx/dist/cli.mjs");
    return {
      backend: {
        cwd: root,
        args: [tsx, "watch", "--clear-screen=false", "backend/main.ts", instance],
      },
      web: { cwd: root, args: [tsx, "server/main.ts", "--dev", instance] },
    };
  }
  if (release === null) throw new Error("there is no release to run");
  const web = join(release, "web");
  return {
    backend: { cwd: release, args: [smallHeap, join(release, "backend.mjs"), instance] },
    web: { cwd: web, args: [join(web, "server.mjs"), instance] },
  };
}

/** Backend and web, ready to be started. `show` gets a readable line for each that is logged. */
export function programsOf(setup: Setup, show: (line: string) => void): Program[] {
  const { paths, webUser, dev } = setup;
  const commands = commandsOf(setup);
  const make = (name: "backend" | "web", user: { uid?: number; gid?: number }): Program => {
    const file = new LogFile(join(paths.logs, `${name}.log`), (error) =>
      show(`the log of ${name} cannot be written: ${error.message}`),
    );
    const log = (program: string, line: string) => {
      const { json, readable } = logLine(program, line);
      file.write(json);
      show(readable);
    };
    return new Program({
      name,
      command: process.execPath,
      ...commands[name],
      env: environmentOf(name, process.env, { data: paths.data, dev }),
      ...user,
      pidFile: pidFileOf(paths.run, name),
      graceMs: 10_000,
      onOutput: (line) => log(name, line),
      onEvent: (line) => log("supervisor", `${name} ${line}`),
    });
  };
  // in development web reads the clone, which another user may not be able to
  const user = dev || !webUser ? {} : { uid: webUser.uid, gid: webUser.gid };
  return [make("backend", {}), make("web", user)];
}
