/**
 * One program kept running: started again, with growing delays, whenever it ends by itself. Its
 * pid file lets the next supervisor find it should this one be killed.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { rm } from "node:fs/promises";
import { setPriority } from "node:os";
import { alive, endProcess, type Identity, startOf, writePidFile } from "../system/pid-file";
import { eachLine } from "../system/run";
import { Backoff } from "./backoff";

export interface ProgramOptions {
  name: string;
  command: string;
  /** must contain something that tells this instance's program from another's (see `mark`) */
  args: readonly string[];
  env: Readonly<Record<string, string>>;
  cwd: string;
  uid?: number;
  gid?: number;
  pidFile: string;
  /** how long it may take to end after SIGTERM before SIGKILL, ms */
  graceMs: number;
  /** each line that it prints */
  onOutput: (line: string) => void;
  /** the supervisor's own words on it */
  onEvent: (line: string) => void;
}

/** Each learner's control group weighs as a program of nice 0 does; this one as three of them. */
const nice = -5;

/** Before the program makes threads of its own, which inherit it. */
function prefer(pid: number): void {
  try {
    setPriority(pid, nice);
  } catch {
    // it has ended already, or the machine's owner does not allow it: it runs as others do
  }
}

export class Program {
  readonly #options: ProgramOptions;
  readonly #backoff = new Backoff();
  #identity: Identity | null = null;
  #stopping = false;
  #restart: NodeJS.Timeout | undefined;

  constructor(options: ProgramOptions) {
    this.#options = options;
  }

  get name(): string {
    return this.#options.name;
  }

  /** The running process, if it runs now. */
  get pid(): number | null {
    return this.#identity && alive(this.#identity) ? this.#identity.pid : null;
  }

  async start(): Promise<void> {
    const { command, args, env, cwd, uid, gid, pidFile, onOutput, onEvent } = this.#options;
    const startedAt = Date.now();
    const child: ChildProcess = spawn(command, args, {
      cwd,
      env: { NODE_ENV: "production", ...env },
      ...(uid === undefined ? {} : { uid }),
      ...(gid === undefined ? {} : { gid }),
      // a session of its own: the terminal's Ctrl-C is for the supervisor, which orders the stop
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
    });
    if (process.getuid?.() === 0 && child.pid !== undefined) prefer(child.pid);
    if (child.stdout) eachLine(child.stdout, onOutput);
    if (child.stderr) eachLine(child.stderr, onOutput);
    child.once("error", (error) => onEvent(`cannot be started: ${error.message}`));
    child.once("exit", (code, signal) => {
      this.#identity = null;
      if (this.#stopping) return;
      this.#restartLater(`ended (${signal ?? `status ${code}`})`, Date.now() - startedAt);
    });
    if (child.pid === undefined) {
      this.#restartLater("did not start", 0);
      return;
    }
    const started = startOf(child.pid);
    if (started !== null) this.#identity = { pid: child.pid, started };
    await writePidFile(pidFile, child.pid);
  }

  #restartLater(why: string, ranMs: number): void {
    const delay = this.#backoff.next(ranMs);
    this.#options.onEvent(`${why}; started again in ${delay} ms`);
    this.#restart = setTimeout(() => {
      this.start().catch((error: unknown) => {
        this.#restartLater(error instanceof Error ? error.message : String(error), 0);
      });
    }, delay);
  }

  /** Ends it for good: SIGTERM, then SIGKILL after its grace. */
  async stop(): Promise<void> {
    this.#stopping = true;
    clearTimeout(this.#restart);
    const identity = this.#identity;
    if (identity) await endProcess(identity, this.#options.graceMs);
    await rm(this.#options.pidFile, { force: true });
  }

  /** Ends it at once, without waiting. */
  kill(): void {
    this.#stopping = true;
    clearTimeout(this.#restart);
    if (this.pid !== null) process.kill(this.pid, "SIGKILL");
  }
}
