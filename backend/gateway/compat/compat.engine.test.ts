/**
 * The same session on an ordinary engine and through the gateway, with the real `docker` and
 * `docker compose`: outputs and exit codes are the same, but for what intended-differences.ts lists;
 * JSON is compared field by field.
 */
import { randomBytes } from "node:crypto";
import { chown, mkdir, mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openStation, type Station } from "../compose/station";
import { type Bench, openBench, type Ran, until } from "../testing";
import { composeFile, type Detail, details } from "./details";
import { flatten, pathOf } from "./flatten";
import { intended, intendedDetails, intendedFields } from "./intended-differences";
import { differences, mask } from "./masks";
import { type PlainEngine, startPlainEngine } from "./plain-engine";
import { session } from "./session";

interface Side {
  docker(args: readonly string[], input?: string): Promise<Ran>;
  /** the learner's folder, as this engine is told of it */
  bound: string;
  /** where Compose runs */
  station: Station;
}

let bench: Bench;
let engine: PlainEngine;
let stations: readonly [Station, Station];
let folder: string;

const files: Readonly<Record<string, string>> = {
  "app/Dockerfile":
    'FROM busybox AS base\nWORKDIR /srv\nCOPY . .\n\nFROM base\nARG QUI=monde\nENV QUI=$QUI\nLABEL auteur=moi\nRUN ls > liste\nCMD ["sh", "-c", "echo $QUI; cat liste"]\n',
  "app/.dockerignore": "secret.txt\nDockerfile\n",
  "app/note.txt": "note\n",
  "app/secret.txt": "secret\n",
  "faux/Dockerfile": "FROM busybox\nRUN false\n",
  "projet/compose.yaml": composeFile,
};

async function fill(home: string): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(join(home, name, ".."), { recursive: true });
    await writeFile(join(home, name), content);
  }
}

beforeAll(async () => {
  [bench, engine] = await Promise.all([
    // a workstation that has every port free
    openBench({ containers: 12 }, undefined, {}, "none", undefined, {
      reserve: async () => [],
      refresh: async () => undefined,
    }),
    startPlainEngine(["busybox:latest", "hello-world:latest"]),
  ]);
  await bench.a.ok("pull", "-q", "hello-world");
  folder = await mkdtemp(join(tmpdir(), "escale-compat-"));
  await Promise.all([fill(folder), fill(bench.a.home)]);
  await bench.a.settle();
  const { uid, gid } = await stat(bench.a.home);
  await chown(folder, uid, gid);
  stations = await Promise.all([
    openStation({ workspace: randomBytes(6).toString("hex"), socket: engine.socket, home: folder }),
    openStation(bench.a),
  ]);
});
afterAll(async () => {
  await Promise.all(stations.map((station) => station.close()));
  await Promise.all([bench.close(), engine.close()]);
  await rm(folder, { recursive: true, force: true });
});

/** Seconds since 1970 when the second session began. */
let since = 0;

async function run({ docker, bound, station }: Side, step: Detail): Promise<Ran> {
  const { args, input, after, project } = step;
  if (after) await until(async () => (await docker(after.args)).out.includes(after.says), 30_000);
  const placed = args.map((word) =>
    word
      .replaceAll("{home}", folder)
      .replaceAll("{bound}", bound)
      .replaceAll("{since}", String(since))
      .replaceAll("{now}", String(Date.now() / 1000)),
  );
  return project === undefined ? docker(placed, input) : station.compose(project, ...placed);
}

async function take(side: Side, step: Detail): Promise<string> {
  const { code, out, err } = await run(side, step);
  const shown = step.json && code === 0 ? flatten(out).join("\n") : out;
  // Compose runs in a workstation, whose home has this name on either side
  const homes = [folder, side.bound, "/home/apprenant"];
  return mask(
    `exit ${code}\n${shown}\n${err}`,
    Object.fromEntries(homes.map((home) => [home, "{home}"])),
  );
}

const sides = (): readonly [Side, Side] => [
  { docker: engine.docker, bound: folder, station: stations[0] },
  { docker: bench.a.docker, bound: "/home/apprenant", station: stations[1] },
];

/** What the two answer otherwise to it. */
async function compare(step: Detail): Promise<string[]> {
  const [plain, ours] = await Promise.all(sides().map((side) => take(side, step)));
  return differences(plain ?? "", ours ?? "");
}

test("every command of the course answers as on an ordinary engine", async () => {
  const found: Record<string, readonly string[]> = {};
  for (const step of session) {
    const lines = await compare(step);
    if (lines.length > 0) found[step.args.join(" ")] = lines;
  }
  const listed = Object.entries(intended).map(([command, { lines }]) => [command, lines]);
  expect(found).toEqual(Object.fromEntries(listed));
}, 300_000);

test("Compose, published ports, events, and each field of inspect", async () => {
  since = Math.floor(Date.now() / 1000);
  const found: Record<string, readonly string[]> = {};
  const fields: string[] = [];
  for (const step of details) {
    const lines = await compare(step);
    if (lines.length === 0) continue;
    const command = `${step.project === undefined ? "" : "compose "}${step.args.join(" ")}`;
    if (step.json) fields.push(...lines.map((line) => `${pathOf(line)} (${command}: ${line})`));
    else found[command] = lines;
  }
  const listed = Object.entries(intendedDetails).map(([command, { lines }]) => [command, lines]);
  const met = (field: string, { paths }: (typeof intendedFields)[number]) =>
    paths.test(field.replace(/ \(.*$/s, ""));
  const others = fields.filter((field) => !intendedFields.some((group) => met(field, group)));
  expect({ found, others }).toEqual({ found: Object.fromEntries(listed), others: [] });
  for (const group of intendedFields)
    expect(
      fields.some((field) => met(field, group)),
      group.why,
    ).toBe(true);
}, 300_000);
