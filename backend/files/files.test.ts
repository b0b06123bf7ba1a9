/** What the editor does with files, on a real disk. */
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { maxEditableBytes, maxEntries } from "@/lib/protocol/files";
import { content, learner, openScene, type Scene } from "./testing";

let scene: Scene;
let home: string;
beforeEach(() => {
  scene = openScene();
  ({ home } = scene);
});
afterEach(() => scene.close());

const code = (code: string) => expect.objectContaining({ code });
const asRoot = process.getuid?.() === 0;

test("a file is made, read, changed and belongs to the learner", async () => {
  const { files } = scene;
  const made = await files.write("a", "site/index.html", "none", content("un", "deux"));
  expect(readFileSync(join(home, "site/index.html"), "utf8")).toBe("undeux");
  const read = await files.read("a", "site/index.html");
  expect(read).toMatchObject({ version: made.version, size: 6 });
  expect(read.bytes.toString()).toBe("undeux");
  const changed = await files.write("a", "site/index.html", read.version, content("trois"));
  expect(changed.version).not.toBe(made.version);
  expect(readdirSync(join(home, "site"))).toEqual(["index.html"]);
  if (!asRoot) return;
  for (const path of ["site", "site/index.html"])
    expect(statSync(join(home, path))).toMatchObject(learner);
});

test("what the shell has changed meanwhile is not overwritten, unless one insists", async () => {
  const { files } = scene;
  const { version } = await files.write("a", "f", "none", content("un"));
  writeFileSync(join(home, "f"), "shell");
  await expect(files.write("a", "f", version, content("deux"))).rejects.toEqual(
    code("file_changed"),
  );
  await expect(files.write("a", "f", "none", content("deux"))).rejects.toEqual(
    code("already_exists"),
  );
  expect(readFileSync(join(home, "f"), "utf8")).toBe("shell");
  await files.write("a", "f", "any", content("deux"));
  expect(readFileSync(join(home, "f"), "utf8")).toBe("deux");
});

test("a change while the content arrives is a conflict, too", async () => {
  const { version } = await scene.files.write("a", "f", "none", content("un"));
  async function* slow() {
    yield Buffer.from("deux");
    writeFileSync(join(home, "f"), "shell");
    yield Buffer.from("deux");
  }
  await expect(scene.files.write("a", "f", version, slow())).rejects.toEqual(code("file_changed"));
  expect(readFileSync(join(home, "f"), "utf8")).toBe("shell");
  expect(readdirSync(home)).toEqual(["f"]);
});

test("the rights of a file stay, but for set-user-ID", async () => {
  writeFileSync(join(home, "run.sh"), "");
  chmodSync(join(home, "run.sh"), 0o4755);
  await scene.files.write("a", "run.sh", "any", content("#!/bin/sh"));
  expect(lstatSync(join(home, "run.sh")).mode & 0o7777).toBe(0o755);
});

test("a file that a container has mounted, or that has another name, stays the same file", async () => {
  for (const [name, other] of [
    ["conf", join(scene.binds, "w/held")],
    ["one", join(home, "two")],
  ] as const) {
    writeFileSync(join(home, name), "a longer text");
    linkSync(join(home, name), other);
    await scene.files.write("a", name, "any", content("new"));
    expect(readFileSync(other, "utf8")).toBe("new");
  }
});

test("folders are made, moved and removed with all that is in them", async () => {
  const { files } = scene;
  await files.makeFolder("a", "src");
  await expect(files.makeFolder("a", "src")).rejects.toEqual(code("already_exists"));
  await files.write("a", "src/a.py", "none", content("a"));
  await files.move("a", "src", "app");
  expect(readFileSync(join(home, "app/a.py"), "utf8")).toBe("a");
  await files.write("a", "b.py", "none", content("b"));
  await expect(files.move("a", "b.py", "app/a.py")).rejects.toEqual(code("already_exists"));
  await expect(files.move("a", "app", "app/in/it")).rejects.toEqual(code("not_found"));
  await expect(files.move("a", "app", "app/it")).rejects.toEqual(code("bad_request"));
  await expect(files.move("a", "none", "x")).rejects.toEqual(code("not_found"));
  await files.remove("a", "app");
  await files.remove("a", "b.py");
  await expect(files.remove("a", "b.py")).rejects.toEqual(code("not_found"));
  expect(readdirSync(home)).toEqual([]);
});

test("a list says what is there and how much more", async () => {
  mkdirSync(join(home, "d"));
  writeFileSync(join(home, "f"), "12345");
  symlinkSync("/etc/passwd", join(home, "l"));
  writeFileSync(join(home, "a\nb"), "");
  writeFileSync(Buffer.concat([Buffer.from(`${home}/`), Buffer.from([0xff])]), "");
  const { entries, more, unnamed } = await scene.files.list("a", "");
  const kinds = entries.map(({ name, kind, size }) => [name, kind, kind === "file" ? size : 0]);
  expect(kinds.sort()).toEqual([
    ["d", "folder", 0],
    ["f", "file", 5],
    ["l", "link", 0],
  ]);
  expect({ more, unnamed }).toEqual({ more: false, unnamed: 2 });
  for (let index = 0; index < maxEntries + 10; index++) writeFileSync(join(home, `d/${index}`), "");
  const many = await scene.files.list("a", "d");
  expect(many.entries).toHaveLength(maxEntries);
  expect(many.more).toBe(true);
});

test("a large file is not opened, and is downloaded", async () => {
  writeFileSync(join(home, "big"), Buffer.alloc(maxEditableBytes + 1, "x"));
  await expect(scene.files.read("a", "big")).rejects.toEqual(code("payload_too_large"));
  const { stream, size } = await scene.files.download("a", "big");
  let length = 0;
  for await (const chunk of stream) length += chunk.length;
  expect([length, size]).toEqual([maxEditableBytes + 1, maxEditableBytes + 1]);
});

test("a folder is downloaded as an archive that tar reads, without what links lead to", async () => {
  writeFileSync(join(scene.foreign, "secret"), "secret");
  mkdirSync(join(home, "app/in"), { recursive: true });
  writeFileSync(join(home, "app/in/f"), "text");
  writeFileSync(join(home, "app/empty"), "");
  symlinkSync(join(scene.foreign, "secret"), join(home, "app/l"));
  symlinkSync(scene.foreign, join(home, "app/d"));
  spawnSync("mkfifo", [join(home, "app/pipe")]);
  const { stream } = await scene.files.download("a", "app");
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  const { stdout } = spawnSync("tar", ["-tzf", "-"], { input: Buffer.concat(chunks) });
  expect(stdout.toString().trim().split("\n").sort()).toEqual([
    "app/",
    "app/empty",
    "app/in/",
    "app/in/f",
  ]);
});

test("changes of watched folders are told, and those of others are not", async () => {
  mkdirSync(join(home, "in/deep"), { recursive: true });
  const told: string[] = [];
  const watch = await scene.files.watch("a", ["", "in", "new"], {
    changed: (folders) => told.push(...folders),
    failed: (error) => told.push(String(error)),
  });
  const seen = () => [...new Set(told)].sort();
  writeFileSync(join(home, "in/deep/f"), "");
  writeFileSync(join(home, "in/f"), "");
  await expect.poll(seen).toEqual(["in"]);
  writeFileSync(join(home, "in/f"), "again");
  await expect.poll(() => told.length).toBeGreaterThan(1);
  // a folder that comes to be is watched from then on
  mkdirSync(join(home, "new"));
  await expect.poll(seen).toEqual(["", "in"]);
  writeFileSync(join(home, "new/f"), "");
  await expect.poll(seen).toEqual(["", "in", "new"]);
  watch.close();
});

test("a program that changes files without end is told of a few times a second", async () => {
  let told = 0;
  const watch = await scene.files.watch("a", [""], {
    changed: () => {
      told += 1;
    },
    failed: () => undefined,
  });
  const since = performance.now();
  while (performance.now() - since < 1_000) {
    for (let index = 0; index < 50; index++) writeFileSync(join(home, `f${index}`), "");
    await new Promise((resolve) => setImmediate(resolve));
  }
  await expect.poll(() => told).toBeGreaterThan(0);
  expect(told).toBeLessThan(10);
  watch.close();
});
