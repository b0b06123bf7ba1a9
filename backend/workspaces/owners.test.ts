import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pino } from "pino";
import { afterEach, beforeEach, expect, test } from "vitest";
import { pathsOf } from "@/lib/protocol/paths";
import { Owners } from "./owners";

const [one, two] = ["0123456789ab", "ba9876543210"];
let data: string;
let owners: Owners;

const folder = (id: string) => mkdirSync(join(data, "workspaces", id), { recursive: true });

beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), "o-"));
  owners = new Owners(
    pathsOf({ ESCALE_DATA: data, ESCALE_DOCKER_HOST: undefined }),
    pino({ level: "silent" }),
  );
});
afterEach(() => rmSync(data, { recursive: true, force: true }));

test("a claim is found, and a second one of the same owner fails", () => {
  folder(one);
  owners.claim("alice", one);
  expect(owners.find("alice")).toBe(one);
  expect(() => owners.claim("alice", two)).toThrow(/EEXIST/);
  owners.release("alice");
  expect(owners.find("alice")).toBeNull();
});

test("names that differ by case alone are two owners", () => {
  owners.claim("Alice", one);
  owners.claim("alice", two);
  expect([owners.find("Alice"), owners.find("alice")]).toEqual([one, two]);
});

test("names of JavaScript's own objects are owners like any other", () => {
  expect(owners.find("constructor")).toBeNull();
  owners.claim("constructor", one);
  expect(owners.find("constructor")).toBe(one);
});

test("a link to a folder that is gone is removed", () => {
  owners.claim("alice", one);
  expect(owners.verify().size).toBe(0);
  expect(owners.find("alice")).toBeNull();
});

test("of two links to one workspace the older stays", async () => {
  folder(one);
  owners.claim("zoe", one);
  await sleep(20);
  owners.claim("alice", one);
  expect([...owners.verify()]).toEqual([[one, "zoe"]]);
  expect(owners.find("alice")).toBeNull();
});

test("a link that leads out of the workspaces is removed and never followed", () => {
  mkdirSync(join(data, "secret"));
  symlinkSync("../secret", join(data, "owners/alice"));
  expect(() => owners.find("alice")).toThrow(/elsewhere/);
  expect(owners.verify().size).toBe(0);
  expect(existsSync(join(data, "secret"))).toBe(true);
});

test("files that are not owners' links are left alone", () => {
  writeFileSync(join(data, "owners/notes"), "");
  folder(one);
  symlinkSync(`../workspaces/${one}`, join(data, "owners/.hidden"));
  expect(owners.verify().size).toBe(0);
  expect(lstatSync(join(data, "owners/notes")).isFile()).toBe(true);
  expect(lstatSync(join(data, "owners/.hidden")).isSymbolicLink()).toBe(true);
});
