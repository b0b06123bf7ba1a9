/**
 * The same session on an ordinary engine and through the gateway, with the real `docker`: outputs
 * and exit codes are the same, but for what intended-differences.ts lists.
 */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Bench, openBench, type Ran, until } from "../testing";
import { intended } from "./intended-differences";
import { differences, mask } from "./masks";
import { type PlainEngine, startPlainEngine } from "./plain-engine";
import { type Step, session } from "./session";

interface Side {
  docker(args: readonly string[], input?: string): Promise<Ran>;
  /** the learner's folder, as this engine is told of it */
  bound: string;
}

let bench: Bench;
let engine: PlainEngine;
let folder: string;

const files: Readonly<Record<string, string>> = {
  "app/Dockerfile":
    'FROM busybox AS base\nWORKDIR /srv\nCOPY . .\n\nFROM base\nARG QUI=monde\nENV QUI=$QUI\nLABEL auteur=moi\nRUN ls > liste\nCMD ["sh", "-c", "echo $QUI; cat liste"]\n',
  "app/.dockerignore": "secret.txt\nDockerfile\n",
  "app/note.txt": "note\n",
  "app/secret.txt": "secret\n",
  "faux/Dockerfile": "FROM busybox\nRUN false\n",
};

async function fill(home: string): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(join(home, name, ".."), { recursive: true });
    await writeFile(join(home, name), content);
  }
}

beforeAll(async () => {
  [bench, engine] = await Promise.all([
    openBench({ containers: 12 }),
    startPlainEngine(["busybox:latest", "hello-world:latest"]),
  ]);
  await bench.a.ok("pull", "-q", "hello-world");
  folder = await mkdtemp(join(tmpdir(), "escale-compat-"));
  await Promise.all([fill(folder), fill(bench.a.home)]);
  await bench.a.settle();
});
afterAll(async () => {
  await Promise.all([bench.close(), engine.close()]);
  await rm(folder, { recursive: true, force: true });
});

async function take({ docker, bound }: Side, { args, input, after }: Step): Promise<string> {
  if (after) await until(async () => (await docker(after.args)).out.includes(after.says), 30_000);
  const placed = args.map((word) => word.replaceAll("{home}", folder).replaceAll("{bound}", bound));
  const { code, out, err } = await docker(placed, input);
  return mask(`exit ${code}\n${out}\n${err}`, { [folder]: "{home}", [bound]: "{home}" });
}

test("every command of the course answers as on an ordinary engine", async () => {
  const found: Record<string, readonly string[]> = {};
  for (const step of session) {
    const [plain, ours] = await Promise.all([
      take({ docker: engine.docker, bound: folder }, step),
      take({ docker: bench.a.docker, bound: "/home/apprenant" }, step),
    ]);
    const lines = differences(plain, ours);
    if (lines.length > 0) found[step.args.join(" ")] = lines;
  }
  const listed = Object.entries(intended).map(([command, { lines }]) => [command, lines]);
  expect(found).toEqual(Object.fromEntries(listed));
}, 300_000);
