/** Two learners' worlds on a real engine: what A may use, what B has, and what B's is never said. */
import { randomBytes } from "node:crypto";
import { hostname } from "node:os";
import { z } from "zod";
import { createEngineClient, type EngineClient } from "../engine-client";
import { type Bench, engineSocket, onEngine, openBench, type TestTenant } from "../testing";
import type { Bindings } from "./template";

export interface Scene {
  bench: Bench;
  /** the engine itself, as the operator sees it */
  engine: EngineClient;
  bindings(): Bindings;
  /** the same shapes, which nothing has */
  twins: Bindings;
  /** what must never come back, whatever was asked */
  secrets: ReadonlyMap<string, string>;
  /** what may come back only where the request itself said it */
  platform: ReadonlyMap<string, string>;
  /** all of B's objects as the engine has them, as one text */
  stateOfB(): Promise<string>;
  /** puts A's objects back to where requests find them, and removes what has come up */
  tend(): Promise<void>;
  close(): Promise<void>;
}

export const ownWorkspace = "A's own workspace";
const hex = (bytes: number) => randomBytes(bytes).toString("hex");
const changesSchema = z.array(z.object({ Path: z.string(), Kind: z.number() }));
const idSchema = z.object({ Id: z.string() });

/** `sayWorkspace`: requests name B's workspace truly, which is then no secret any more. */
export async function openScene({ sayWorkspace = false } = {}): Promise<Scene> {
  const bench = await openBench({
    containers: 24,
    images: 60,
    volumes: 30,
    memory: 1024 ** 3,
    containerMemory: 16 * 1024 ** 2,
    requestsPerSecond: 1e6,
    requestBurst: 1e6,
    connections: 512,
    buildSeconds: 30,
  });
  const engine = createEngineClient(engineSocket());
  try {
    const b = await plantB(bench);
    const a = await plantA(bench.a);
    const workspace = sayWorkspace ? bench.b.workspace : hex(6);
    const said: Bindings = {
      "b.seen.id": b.seen,
      "b.named": b.names.named,
      "b.short": b.short.slice(0, 12),
      "b.scoped": `${workspace}.${b.names.named}`,
      "b.workspace": workspace,
      "b.image.id": b.imageId,
      "b.image": b.imageName,
      "b.image.short": b.otherImage.slice(7, 19),
      "b.image.scoped": `escale/w-${workspace}/docker.io/${b.imageName}`,
      "b.layer": b.layer,
      "b.volume": b.names.volume,
      "b.volume.scoped": `${workspace}.${b.names.volume}`,
      "b.anonymous": b.anonymous,
      "b.network.id": b.network,
      "b.network": b.names.network,
      "b.network.short": b.otherNetwork.slice(0, 12),
      "b.network.scoped": `${workspace}.${b.names.network}`,
      "b.exec": b.exec,
    };
    return {
      bench,
      engine,
      bindings: () => ({ ...said, ...a.bindings() }),
      twins: Object.fromEntries(
        Object.entries(said).map(([name, value]) => [
          name,
          // a layer is content, which nobody can name at random
          name === "b.layer"
            ? value
            : value.replaceAll(/[0-9a-f]{8,}/g, (run) => hex(32).slice(0, run.length)),
        ]),
      ),
      secrets: new Map([
        ["a secret of B's", b.secret],
        ["the name of a container of B's", b.names.seen],
        ["the name of an image of B's", b.otherName],
        ["the ID of an image of B's", b.otherImage.slice(19, 60)],
        ["the ID of a container of B's", b.named],
        ["the short ID of a container of B's", b.named.slice(0, 12)],
        ["the whole ID of a container of B's", b.short.slice(12, 60)],
        ["the name of a network of B's", b.names.other],
        ["the ID of a network of B's", b.otherNetwork.slice(12, 60)],
        ["the name of a volume of B's", b.names.hidden],
        ...(sayWorkspace ? [] : [["B's workspace", bench.b.workspace] as const]),
        [ownWorkspace, bench.a.workspace],
        ["the folder of the test", bench.a.socket.replace(/\/a\.sock$/, "")],
        ["the folder of binds", bench.binds],
      ]),
      platform: new Map([
        ["the label of workspaces", "escale.workspace"],
        ["another label of the platform", "escale.role"],
        ["another label of the platform's", "escale.m"],
        ["scoped references", "escale/w-"],
        ["the catalogue's references", "escale/catalogue"],
        ["the workstation", "escale-ws-"],
        ["the engine's folder", b.engineRoot],
        ["the engine's ID", b.engineId],
        ["the engine's socket", engineSocket()],
        // a short name would be found in any text
        ...(hostname().length > 6 ? [["the host's name", hostname()] as const] : []),
      ]),
      stateOfB: () => stateOfB(engine, b),
      tend: () => a.tend(),
      async close() {
        engine.close();
        await bench.close();
      },
    };
  } catch (error) {
    engine.close();
    await bench.close();
    throw error;
  }
}

type PlantedB = Awaited<ReturnType<typeof plantB>>;

async function plantB({ b, victim }: Bench) {
  const secret = `secret-${hex(8)}`;
  const named = (word: string) => `${word}-${hex(6)}`;
  const names = {
    seen: named("vue"),
    named: named("coffre"),
    volume: named("reserve"),
    hidden: named("cache"),
    network: named("ruelle"),
    other: named("impasse"),
  };
  for (const volume of [names.volume, names.hidden]) await b.ok("volume", "create", volume);
  const network = await b.ok("network", "create", names.network);
  const otherNetwork = await b.ok("network", "create", "--label", `mot=${secret}`, names.other);
  const options = ["--label", `mot=${secret}`, "-e", `MOT=${secret}`, "--hostname", names.seen];
  const talk = [
    "busybox",
    "sh",
    "-c",
    `echo ${secret}; echo ${secret} > /donnees/mot; sleep 36000`,
  ];
  const seen = await b.ok(
    ...["run", "-d", "--name", names.seen, "--network", names.network, ...options],
    ...["-v", `${names.volume}:/donnees`, ...talk],
  );
  const other = await b.ok(
    ...["run", "-d", "--name", names.named, "--network", names.other, ...options],
    ...["-v", "/donnees", "-v", `${names.hidden}:/cache`, ...talk],
  );
  const short = await b.ok("create", "--name", named("bref"), ...options, "busybox", "true");
  const imageName = `${named("recette")}:1`;
  const otherName = named("brouillon");
  await b.ok("exec", seen, "sh", "-c", `echo ${secret} > /mot`);
  const imageId = await b.ok("commit", "-c", `ENV MOT=${secret}`, seen, imageName);
  const otherImage = await b.ok("commit", "-c", `LABEL mot=${secret}`, other, otherName);
  const layers = await onEngine("image", "inspect", "--format", "{{json .RootFS.Layers}}", imageId);
  const exec = await b.http("POST", `/containers/${seen}/exec`, { Cmd: ["echo", secret] });
  const mounts = await b.ok("inspect", "--format", "{{json .Mounts}}", other);
  const [engineRoot = "", engineId = ""] = (
    await onEngine("info", "--format", "{{.DockerRootDir}} {{.ID}}")
  ).split(" ");
  return {
    secret,
    names,
    seen,
    named: other,
    short,
    victim: victim.id,
    imageName,
    otherName,
    imageId,
    otherImage,
    layer: z.array(z.string()).parse(JSON.parse(layers)).at(-1)?.slice(7) ?? "",
    network,
    otherNetwork,
    exec: idSchema.parse(JSON.parse(exec.text)).Id,
    anonymous: /[0-9a-f]{64}/.exec(mounts)?.[0] ?? "",
    workspace: b.workspace,
    engineRoot,
    engineId,
  };
}

async function stateOfB(engine: EngineClient, b: PlantedB): Promise<string> {
  const filters = JSON.stringify({ label: [`escale.workspace=${b.workspace}`] });
  const ask = (path: readonly string[], query = {}) =>
    engine.json({ method: "GET", path, query }, z.unknown());
  const containers = [b.seen, b.named, b.short, b.victim];
  const parts = await Promise.all([
    ...containers.map((id) => ask(["containers", id, "json"])),
    ...[b.imageId, b.otherImage].map((id) => ask(["images", id, "json"])),
    ...[b.network, b.otherNetwork].map((id) => ask(["networks", id])),
    ask(["exec", b.exec, "json"]),
  ]);
  // the engine gives these in no order
  const { Volumes } = await engine.json(
    { method: "GET", path: ["volumes"], query: { filters } },
    z.object({ Volumes: z.array(z.looseObject({ Name: z.string() })) }),
  );
  Volumes.sort((one, two) => one.Name.localeCompare(two.Name));
  const changed = await Promise.all(
    [b.seen, b.named].map((id) =>
      engine.json({ method: "GET", path: ["containers", id, "changes"] }, changesSchema),
    ),
  );
  const paths = changed.map((list) => list.map(({ Kind, Path }) => `${Path} ${Kind}`).sort());
  const text = JSON.stringify([parts, Volumes, paths], null, 1);
  // mounts come in any order too: a change of anything else still changes a line
  return text
    .split("\n")
    .map((line) => line.replace(/,$/, ""))
    .sort()
    .join("\n");
}

/** A's objects by name; `keep` says which of their own requests may not find changed for long. */
async function plantA(a: TestTenant) {
  await a.ok("volume", "create", "donnees");
  const network = await a.ok("network", "create", "reseau");
  let ids: Record<string, string> = {};
  let networkId = network;
  const listed = z.array(
    z.object({ Id: z.string(), Names: z.array(z.string()), State: z.string() }),
  );
  const ask = async (path: string) => JSON.parse((await a.http("GET", path)).text);
  const base = ["--stop-timeout", "1", "--network", "reseau", "-v", "donnees:/donnees"];
  const make: Record<string, () => Promise<string>> = {
    boite: () => a.ok("run", "-d", "--name", "boite", ...base, "busybox", "sleep", "36000"),
    repos: () => a.ok("create", "--name", "repos", "busybox", "true"),
    fini: () => a.ok("run", "-d", "--name", "fini", "busybox", "echo", "fini"),
  };
  let image = "";
  let execId = "";

  async function tend(tries = 10): Promise<void> {
    if ((await a.http("GET", "/images/busybox/json")).status !== 200) {
      await a.ok("pull", "-q", "busybox");
    }
    const found = listed.parse(await ask("/containers/json?all=1"));
    const planted = new Map<string, string>();
    for (const { Id, Names, State } of found) {
      const name = Names[0]?.slice(1) ?? "";
      const fits =
        name === "boite" ? State === "running" : name === "repos" ? State === "created" : true;
      if (make[name] && fits) planted.set(name, Id);
      else await a.http("DELETE", `/containers/${Id}?force=1&v=1`);
    }
    const networks = z
      .array(z.object({ Name: z.string(), Id: z.string() }))
      .parse(await ask("/networks"));
    for (const { Name, Id } of networks)
      if (!["reseau", "bridge", "none"].includes(Name)) await a.http("DELETE", `/networks/${Id}`);
    networkId = networks.find(({ Name }) => Name === "reseau")?.Id ?? "";
    if (networkId === "") networkId = await a.ok("network", "create", "reseau");
    const { Volumes } = z
      .object({ Volumes: z.array(z.object({ Name: z.string() })) })
      .parse(await ask("/volumes"));
    for (const { Name } of Volumes)
      if (Name !== "donnees") await a.http("DELETE", `/volumes/${Name}`);
    for (const [name, create] of Object.entries(make))
      if (!planted.has(name)) planted.set(name, await create());
    ids = Object.fromEntries(planted);
    const images = z
      .array(z.object({ Id: z.string(), RepoTags: z.array(z.string()).nullable() }))
      .parse(await ask("/images/json"));
    const mine = images.find(({ RepoTags }) => RepoTags?.includes("mon/app:1"));
    for (const { Id, RepoTags } of images)
      if (Id !== mine?.Id && !RepoTags?.includes("busybox:latest"))
        await a.http("DELETE", `/images/${Id}?force=1`);
    image = mine?.Id ?? (await a.ok("commit", "-c", "ENV MIEN=1", "repos", "mon/app:1"));
    const exec = await a.http("POST", "/containers/boite/exec", {
      Cmd: ["true"],
      AttachStdout: true,
    });
    if (exec.status !== 201 && tries > 0) {
      // full of those that were made and never started, which go with their container
      if (exec.status === 409) await a.http("DELETE", "/containers/boite?force=1");
      // a request whose client has gone may still be under way, and have ended it meanwhile
      return tend(tries - 1);
    }
    if (exec.status !== 201) throw new Error(`boite takes no exec: ${exec.status} ${exec.text}`);
    execId = idSchema.parse(JSON.parse(exec.text)).Id;
  }
  await tend();
  return {
    tend: () => tend(),
    bindings: (): Bindings => ({
      "a.box": "boite",
      "a.box.id": ids.boite ?? "",
      "a.box.short": (ids.boite ?? "").slice(0, 12),
      "a.idle": "repos",
      "a.done.id": ids.fini ?? "",
      "a.image": "mon/app:1",
      "a.image.id": image,
      "a.image.short": image.slice(7, 19),
      "a.volume": "donnees",
      "a.network": "reseau",
      "a.network.id": networkId,
      "a.exec": execId,
    }),
  };
}
