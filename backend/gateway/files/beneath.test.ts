/** Paths below a home, while another process swaps their components. */
import { spawn } from "node:child_process";
import {
  closeSync,
  fstatSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openBeneath } from "./beneath";

let folder: string;
let root: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "escale-beneath-"));
  root = join(folder, "home");
  mkdirSync(join(root, "a/in"), { recursive: true });
  mkdirSync(join(folder, "foreign/in"), { recursive: true });
  writeFileSync(join(root, "a/file"), "");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The inode that was opened, or why none was. */
function inode(...names: string[]) {
  const opened = openBeneath(root, names);
  if ("refused" in opened) return opened.refused;
  const { ino } = fstatSync(opened.descriptor);
  closeSync(opened.descriptor);
  return ino;
}

test("opens folders and files for what they are, and the root itself", () => {
  expect(inode("a", "in")).toBe(statSync(join(root, "a/in")).ino);
  expect(inode("a", "file")).toBe(statSync(join(root, "a/file")).ino);
  expect(inode()).toBe(statSync(root).ino);
  expect(inode("a", "none")).toBe("missing");
  expect(inode("a", "file", "x")).toBe("link");
  expect(() => inode("..")).toThrow();
  expect(() => inode("a", "../..")).toThrow();
});

test("no link is followed, wherever it leads", () => {
  for (const [index, target] of ["/", "a", "../foreign", "a/in", "none"].entries()) {
    symlinkSync(target, join(root, `l${index}`));
    expect(inode(`l${index}`)).toBe("link");
    expect(inode(`l${index}`, "in")).toBe("link");
  }
});

test("swapped thousands of times a second, it is one's own or nothing", async () => {
  const script = `
    const fs = require("node:fs");
    const [at, away, target] = process.argv.slice(1);
    process.stdout.write("go");
    for (;;) {
      fs.renameSync(at, away); fs.symlinkSync(target, at);
      fs.unlinkSync(at); fs.renameSync(away, at);
    }`;
  const at = join(root, "a");
  const own = statSync(join(at, "in")).ino;
  const args = ["-e", script, at, `${at}.away`, join(folder, "foreign")];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  await new Promise((resolve) => child.stdout.once("data", resolve));
  const seen = new Map<number | string, number>();
  for (let round = 0; round < 30_000; round++) {
    const got = inode("a", "in");
    seen.set(got, (seen.get(got) ?? 0) + 1);
  }
  child.kill("SIGKILL");
  await new Promise((resolve) => child.once("close", resolve));
  expect(new Set(seen.keys())).toEqual(new Set([own, "link", "missing"]));
}, 30_000);
