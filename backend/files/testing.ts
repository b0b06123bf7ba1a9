/** For tests: a home on the disk as the learner has it, and one that swaps its components. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { OpenHome } from "../workspaces/workspaces";
import { Files } from "./files";

/** As nobody on the host: a uid that a remapped learner might have. */
export const learner = { uid: 101_000, gid: 101_000 };

export interface Scene {
  readonly files: Files;
  readonly home: string;
  /** beside the home: what nobody may reach */
  readonly foreign: string;
  readonly binds: string;
  room: boolean;
  close(): void;
}

/** The files of owner `a`; nobody else has a workspace. */
export function openScene(): Scene {
  const folder = mkdtempSync(join(tmpdir(), "escale-files-"));
  const [home, foreign, binds] = ["home", "foreign", "binds"].map((name) => join(folder, name));
  if (!home || !foreign || !binds) throw new Error("three folders");
  for (const each of [home, foreign, join(binds, "w")]) mkdirSync(each, { recursive: true });
  const open: OpenHome = {
    workspace: "w",
    root: home,
    learner,
    used: () => undefined,
    room: async () => scene.room,
  };
  const workspaces = {
    home: async (owner: string) => {
      if (owner !== "a") throw new Error(`no workspace of ${owner}`);
      return open;
    },
  };
  const scene: Scene = {
    ...{ home, foreign, binds },
    files: new Files(workspaces, (workspace) => join(binds, workspace)),
    room: true,
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
  return scene;
}

/** Another process that swaps `at` between what it is and a link to `target`, without pause. */
export async function swapping(at: string, target: string): Promise<() => Promise<void>> {
  const script = `
    const fs = require("node:fs");
    const [at, away, target] = process.argv.slice(1);
    process.stdout.write("go");
    for (;;) {
      try {
        fs.renameSync(at, away); fs.symlinkSync(target, at);
        fs.unlinkSync(at); fs.renameSync(away, at);
      } catch {
        // something was made or removed where we work: begin again
        try {
          fs.rmSync(at, { recursive: true, force: true });
          if (fs.existsSync(away)) fs.renameSync(away, at); else fs.mkdirSync(at);
        } catch {}
      }
    }`;
  const args = ["-e", script, at, `${at}.away`, target];
  const child: ChildProcess = spawn(process.execPath, args, {
    stdio: ["ignore", "pipe", "ignore"],
  });
  await new Promise((resolve) => child.stdout?.once("data", resolve));
  const closed = new Promise((resolve) => child.once("close", resolve));
  return async () => {
    if (!child.kill("SIGKILL")) throw new Error("the swapping had ended by itself");
    await closed;
  };
}

export async function* content(...chunks: (string | Buffer)[]): AsyncGenerator<Buffer> {
  for (const chunk of chunks) yield Buffer.from(chunk);
}
