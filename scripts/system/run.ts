/** Runs a program to its end. */
import { spawn } from "node:child_process";
import type { Readable } from "node:stream";

export interface RunOptions {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  uid?: number;
  gid?: number;
  /** told of each line of output as it comes */
  onLine?: (line: string) => void;
}

export interface Finished {
  status: number;
  stdout: string;
  stderr: string;
}

/** Calls `onLine` with each line of a stream, the last one even without its line end. */
export function eachLine(stream: Readable, onLine: (line: string) => void): void {
  let rest = "";
  stream.setEncoding("utf8");
  stream.on("data", (chunk: string) => {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) onLine(line);
  });
  stream.on("end", () => {
    if (rest !== "") onLine(rest);
  });
}

/** Resolves with the status and what was printed; rejects only when the program cannot start. */
export function tryRun(
  command: string,
  args: readonly string[],
  { onLine, ...options }: RunOptions = {},
): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
    let stdout = "";
    let stderr = "";
    eachLine(child.stdout, (line) => {
      stdout += `${line}\n`;
      onLine?.(line);
    });
    eachLine(child.stderr, (line) => {
      stderr += `${line}\n`;
      onLine?.(line);
    });
    child.once("error", reject);
    child.once("close", (code) => resolve({ status: code ?? 1, stdout, stderr }));
  });
}

/** As `tryRun`, but a status that is not zero rejects with the end of what was printed. */
export async function run(
  command: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<string> {
  const { status, stdout, stderr } = await tryRun(command, args, options);
  if (status === 0) return stdout;
  const tail = (stderr.trim() || stdout.trim()).split("\n").slice(-15).join("\n");
  throw new Error(`${command} ${args.slice(0, 3).join(" ")} ended with status ${status}:\n${tail}`);
}
