/**
 * Checks on a real engine: they see what a learner does as it happens, and nothing that a learner
 * or a hostile web says makes them see anything else.
 */
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { type CheckResult, checkResultSchema } from "@/lib/protocol/checks/check";
import { workstationName } from "../engine/ownership";
import { run } from "../gateway/testing";
import { TestBackend } from "../testing/daemon";
import { followEvents } from "../testing/follow-events";
import { runIn } from "./sight/command";

const results = z.array(checkResultSchema);
const backend = new TestBackend({ ESCALE_WORKSPACES: "4" });
let ids: Record<string, string> = {};

beforeAll(async () => {
  await backend.start();
  const [ada, bob] = await Promise.all([backend.open("ada"), backend.open("bob")]);
  ids = { ada: ada.id, bob: bob.id };
});
afterAll(() => backend.destroy());

const homeOf = (owner: string) => backend.paths.workspace(ids[owner] ?? "").home;

async function docker(owner: string, ...args: string[]): Promise<string> {
  const { dockerSocket } = backend.paths.workspace(ids[owner] ?? "");
  const ran = await run("docker", ["--host", `unix://${dockerSocket}`, ...args]);
  if (ran.code !== 0) throw new Error(`docker ${args.join(" ")}: ${ran.err}`);
  return ran.out.trim();
}

/** In the workstation, as the learner. */
async function shell(owner: string, script: string): Promise<string> {
  const ran = await runIn(backend.engine, workstationName(ids[owner] ?? ""), {
    container: null,
    argv: ["/usr/bin/env", "HOME=/home/apprenant", "/bin/bash", "-c", script],
    seconds: 20,
  });
  if (!ran.ran || ran.code !== 0) throw new Error(JSON.stringify(ran));
  return ran.out.trim();
}

const post = (owner: string, path: string, body: unknown) =>
  backend.call("POST", `/v1/owners/${owner}/workspace/${path}`, JSON.stringify(body));

async function look(owner: string, ...checks: object[]): Promise<CheckResult[]> {
  const { status, text } = await post(owner, "checks/look", checks);
  if (status !== 200) throw new Error(`${status} ${text}`);
  return results.parse(JSON.parse(text));
}
const one = async (owner: string, check: object) => (await look(owner, { id: "c", ...check }))[0];
const outcome = async (owner: string, check: object) => (await one(owner, check))?.outcome;

/** The stream of results, in order of arrival. */
function follow(owner: string, checks: object[]) {
  const seen: CheckResult[][] = [];
  const stream = followEvents(
    {
      socketPath: backend.paths.backendSocket,
      path: `/v1/owners/${owner}/workspace/checks`,
      body: checks,
    },
    (value) => seen.push(results.parse(value)),
  );
  return {
    ...stream,
    last: () => Object.fromEntries((seen.at(-1) ?? []).map((r) => [r.id, r.outcome.status])),
  };
}

const patience = { timeout: 20_000, interval: 50 };

describe("what a learner does is seen as it happens", () => {
  it("in the engine, on a published port, in a file and within a container", async () => {
    const start = {
      ...{ folder: "vu", makeFolder: true },
      files: [{ path: "sous/lire.txt", text: "a", executable: false }],
      remove: { containers: ["jamais"], images: [], networks: [], volumes: [] },
    };
    expect((await post("ada", "exercise", start)).status).toBe(204);
    expect(await shell("ada", "cat exercices/vu/sous/lire.txt; stat -c %U exercices/vu")).toBe(
      "aapprenant",
    );
    const stream = follow("ada", [
      { id: "la", kind: "engine", object: "container", name: "serveur" },
      { id: "parti", kind: "engine", object: "container", name: "serveur", gone: true },
      {
        ...{ id: "page", kind: "http", port: 8123 },
        where: [{ path: "body", contains: "bonjour" }],
      },
      {
        ...{ id: "fichier", kind: "file", folder: "vu", path: "sous/Dockerfile", as: "dockerfile" },
        where: [{ path: "dockerfile.from.*", equals: "nginx" }],
      },
      {
        ...{ id: "dedans", kind: "command", in: "serveur", run: ["/bin/cat", "/x"] },
        where: [{ path: "out", equals: "1" }],
      },
    ]);
    const passes = (id: string) => expect.poll(() => stream.last()[id], patience);
    await passes("la").toBe("notYet");
    await docker(
      "ada",
      ...["run", "-d", "--name", "serveur", "-p", "8123:80", "busybox", "sh", "-c"],
      "mkdir /w; echo bonjour > /w/index.html; sleep 1; exec httpd -f -p 80 -h /w",
    );
    await passes("la").toBe("passed");
    // the server listens a second after the engine's last event
    await passes("page").toBe("passed");
    await docker("ada", "exec", "serveur", "sh", "-c", "echo 1 > /x");
    await passes("dedans").toBe("passed");
    await shell("ada", "echo 'FROM nginx' > exercices/vu/sous/Dockerfile");
    await passes("fichier").toBe("passed");
    expect(stream.last().parti).toBe("notYet");
    await docker("ada", "rm", "-f", "serveur");
    await passes("parti").toBe("passed");
    stream.close();
  });

  it("and is over when the workspace is", async () => {
    await backend.open("eve");
    const stream = follow("eve", [{ id: "c", kind: "engine", object: "volume", name: "v" }]);
    await expect.poll(() => stream.last().c, patience).toBe("notYet");
    await backend.view("DELETE", "eve", "?files=remove");
    await expect.poll(() => stream.ended(), patience).toBe(true);
    expect((await post("eve", "checks/look", [])).status).toBe(400);
    const closed = await post("eve", "checks/look", [
      { id: "c", kind: "engine", object: "volume", name: "v" },
    ]);
    expect(closed.status).toBe(409);
  });
});

describe("a learner cannot make it see what is not", () => {
  it("with a docker of their own, aliases, settings or start-up files", async () => {
    await shell(
      "ada",
      `mkdir -p ~/bin ~/.docker
       printf '#!/bin/sh\\necho faux\\n' | tee ~/bin/docker ~/bin/cat ~/bin/sh > /dev/null; chmod +x ~/bin/*
       echo 'docker() { echo faux; }; export PATH=~/bin:$PATH; exit 0' | tee ~/.bashrc ~/.profile ~/.bash_profile > /dev/null
       echo '{"currentContext":"faux","HttpHeaders":{"x":"y"}}' > ~/.docker/config.json`,
    );
    const script = { kind: "command", script: "docker ps -q --filter name=rien; echo vrai" };
    const says = { where: [{ path: "out", equals: "vrai" }] };
    expect(await outcome("ada", { ...script, ...says })).toEqual({ status: "passed" });
  });

  it("with links in their home", async () => {
    const home = homeOf("ada");
    const secret = join(backend.data, "secret.txt");
    writeFileSync(secret, "secret");
    mkdirSync(join(home, "exercices/liens"), { recursive: true });
    symlinkSync(secret, join(home, "exercices/liens/fichier"));
    symlinkSync(backend.data, join(home, "exercices/liens/dossier"));
    symlinkSync(backend.data, join(home, "exercices/lien"));
    const holds = (folder: string, path: string) =>
      outcome("ada", { kind: "file", folder, path, where: [{ path: "text", contains: "s" }] });
    for (const [folder, path] of [
      ["liens", "fichier"],
      ["liens", "dossier/secret.txt"],
      ["lien", "secret.txt"],
    ] as const)
      expect(await holds(folder, path)).toMatchObject({ reason: "refused", found: "" });
    // nor is anything written or deleted through them
    const start = {
      ...{ folder: "lien", makeFolder: true },
      files: [{ path: "secret.txt", text: "autre", executable: false }],
      remove: {},
    };
    expect((await post("ada", "exercise", start)).status).toBe(409);
    const inside = { ...start, folder: "liens" };
    expect((await post("ada", "exercise", inside)).status).toBe(204);
    expect(await shell("ada", "cat exercices/liens/secret.txt; ls exercices/liens")).toBe(
      "autresecret.txt",
    );
    const { readFileSync } = await import("node:fs");
    expect(readFileSync(secret, "utf8")).toBe("secret");
    rmSync(join(home, "exercices/lien"));
  });

  it("with what is another learner's", async () => {
    const id = await docker(
      "bob",
      "run",
      "-d",
      "--name",
      "chez-bob",
      "-p",
      "8200:80",
      "busybox",
      "sleep",
      "60",
    );
    expect(await outcome("bob", { kind: "engine", object: "container", name: "chez-bob" })).toEqual(
      { status: "passed" },
    );
    for (const name of ["chez-bob", id, `${ids.bob}.chez-bob`, workstationName(ids.ada ?? "")]) {
      expect(await outcome("ada", { kind: "engine", object: "container", name })).toMatchObject({
        reason: "absent",
      });
      const command = { kind: "command", in: name, run: ["/bin/true"] };
      expect(await outcome("ada", command)).toMatchObject({ reason: "absent" });
    }
    const where = [{ path: "status", exists: true }];
    expect(await outcome("ada", { kind: "http", port: 8200, where })).toMatchObject({
      reason: "absent",
    });
    expect(
      await outcome("ada", {
        kind: "engine",
        object: "container",
        where: [{ path: "Id", equals: id }],
      }),
    ).toMatchObject({ status: "notYet" });
  });

  it("with output that never ends, or a document that grows", async () => {
    const endless = { kind: "command", run: ["/usr/bin/yes"], seconds: 1 };
    expect(await outcome("ada", endless)).toMatchObject({ reason: "refused" });
    mkdirSync(join(homeOf("ada"), "exercices/gros"), { recursive: true });
    const bomb = ["a: &a [x,x,x,x,x,x,x,x,x]"]
      .concat([..."bcdefghi"].map((n, i) => `${n}: &${n} [${Array(9).fill(`*${"abcdefgh"[i]}`)}]`))
      .join("\n");
    writeFileSync(join(homeOf("ada"), "exercices/gros/compose.yaml"), bomb);
    const yaml = { kind: "file", folder: "gros", path: "compose.yaml", as: "yaml" };
    expect(await outcome("ada", yaml)).toMatchObject({ reason: "refused" });
    writeFileSync(join(homeOf("ada"), "exercices/gros/compose.yaml"), "x".repeat(300_000));
    expect(await outcome("ada", { ...yaml, as: "text" })).toMatchObject({ reason: "refused" });
  });

  it("with an expression that would hang, or a field that every object has", async () => {
    mkdirSync(join(homeOf("ada"), "exercices/re"), { recursive: true });
    writeFileSync(join(homeOf("ada"), "exercices/re/a"), `${"a".repeat(200_000)}b`);
    const file = { kind: "file", folder: "re", path: "a" };
    const matches = { where: [{ path: "text", matches: "^(a+)+$" }] };
    expect(await outcome("ada", { ...file, ...matches })).toMatchObject({ status: "notYet" });
    for (const path of ["constructor.name", "__proto__", "text.length"])
      expect(await outcome("ada", { ...file, where: [{ path, exists: true }] })).toMatchObject({
        status: "notYet",
      });
  });
});

describe("a web that is not to be trusted", () => {
  it.each<[string, object]>([
    ["leads out of the folder", { kind: "file", folder: "x", path: "../../.bashrc" }],
    ["names an absolute path", { kind: "file", folder: "x", path: "/etc/passwd" }],
    ["names a folder elsewhere", { kind: "file", folder: "../x", path: "a" }],
    ["runs what a PATH would find", { kind: "command", run: ["sh", "-c", "id"] }],
    ["asks of no port", { kind: "http", port: 0 }],
    ["splits a request", { kind: "http", port: 80, path: "/ HTTP/1.1\r\nx: y" }],
    ["splits a header", { kind: "http", port: 80, headers: { x: "a\r\nb: c" } }],
    ["asks for longer", { kind: "command", run: ["/bin/true"], seconds: 3600 }],
    ["says what is not known", { kind: "engine", object: "container", privileged: true }],
    ["names with a query", { kind: "engine", object: "container", name: "a?all=1" }],
    [
      "compares by what hangs",
      { kind: "http", port: 80, where: [{ path: "body", matches: "(?=a)" }] },
    ],
  ])("that %s is refused", async (_, check) => {
    expect((await post("ada", "checks/look", [{ id: "c", ...check }])).status).toBe(400);
  });

  it("may ask for no more than a page needs", async () => {
    const check = { kind: "engine", object: "container", name: "x" };
    const many = Array.from({ length: 41 }, (_, index) => ({ id: `c${index}`, ...check }));
    expect((await post("ada", "checks/look", many)).status).toBe(400);
    expect((await post("ada", "checks", { pad: "x".repeat(600_000) })).status).toBe(413);
    const streams = Array.from({ length: 9 }, () => follow("ada", many.slice(0, 1)));
    await expect
      .poll(() => streams.filter((stream) => stream.status() === 429).length, patience)
      .toBe(1);
    for (const stream of streams) stream.close();
  });

  it("reaches nobody without a workspace", async () => {
    expect(
      (await post("nobody", "checks/look", [{ id: "c", kind: "engine", object: "image" }])).status,
    ).toBe(409);
  });
});
