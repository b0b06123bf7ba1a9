/** The programs that read and write the kernel's packet filter, for both families. */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import type { Family } from "./rules";

const searched = "/usr/local/sbin:/usr/sbin:/sbin:/usr/bin:/bin";

/** Rejects with what the program printed, or with ENOENT where there is none. */
function run(program: string, args: readonly string[], input = ""): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, [...args], {
      env: { NODE_ENV: "production", PATH: `${process.env.PATH ?? ""}:${searched}` },
      timeout: 15_000,
    });
    let out = "";
    let err = "";
    child.stdout.on("data", (chunk: Buffer) => {
      out += chunk.toString("utf8");
    });
    child.stderr.on("data", (chunk: Buffer) => {
      err += chunk.toString("utf8");
    });
    child.once("error", reject);
    child.once("close", (code) =>
      code === 0
        ? resolve(out)
        : reject(new Error(`${program} failed: ${err.trim().split("\n")[0] ?? ""}`)),
    );
    // a program that ends at once closes its input; its status says why
    child.stdin.on("error", () => undefined);
    child.stdin.end(input);
  });
}

const program = (family: Family, verb: "save" | "restore") =>
  `${family === 4 ? "iptables" : "ip6tables"}-${verb}`;

/** The `mangle` table, as text. */
export const save = (family: Family): Promise<string> =>
  run(program(family, "save"), ["-t", "mangle"]);

/** One atomic change, other rules untouched; waits 5 s for another program's lock. */
export const restore = (family: Family, input: string): Promise<string> =>
  run(program(family, "restore"), ["--noflush", "-w", "5"], input);

/** Families that this kernel speaks. */
export const families = (): readonly Family[] => (existsSync("/proc/net/if_inet6") ? [4, 6] : [4]);
