/**
 * dockerode as a client: every method that it has, each one either working or refused by design.
 * A method that a new version brings fails the last test until it has a place in a table.
 */
import { once } from "node:events";
import { PassThrough, Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";
import Docker from "dockerode";
import tar from "tar-stream";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { type Bench, openBench, type TestTenant } from "./testing";

let bench: Bench;
let a: TestTenant;
let docker: Docker;
let main: Docker.Container;
let network: Docker.Network;
let volume: Docker.Volume;
let exec: Docker.Exec;

beforeAll(async () => {
  bench = await openBench({ containers: 12, images: 24 });
  a = bench.a;
  docker = new Docker({ socketPath: a.socket });
  main = docker.getContainer("main");
  volume = docker.getVolume("donnees");
});
afterAll(() => bench.close());

/** What the gateway shows is nowhere marked as the platform's. */
function clean<T>(answer: T): T {
  const shown = JSON.stringify(answer) ?? "";
  expect(shown).not.toContain(a.workspace);
  // the registry is called registre.escale
  expect(shown).not.toMatch(/(?<!registre\.)escale[./]/);
  return answer;
}

function archive(files: Record<string, string>): Readable {
  const pack = tar.pack();
  for (const [name, content] of Object.entries(files)) pack.entry({ name }, content);
  pack.finalize();
  return Readable.from(pack);
}

/** To its end; the events of the stream. */
const followed = (stream: NodeJS.ReadableStream): Promise<unknown[]> =>
  new Promise((resolve, reject) => {
    docker.modem.followProgress(stream, (error, output) =>
      error ? reject(error) : resolve(clean(output)),
    );
  });

const drained = async (stream: NodeJS.ReadableStream): Promise<string> => text(stream);

/** A container that ends at once, under this name. */
const spare = (name: string, ...Cmd: string[]) =>
  docker.createContainer({ name, Image: "busybox", Cmd: Cmd.length ? Cmd : ["true"] });

/** What dockerode has and its types do not name. */
const moreSchema = z.custom<{
  pullAll(name: string): Promise<NodeJS.ReadableStream>;
  getImages(options: { names: string[] }): Promise<NodeJS.ReadableStream>;
}>((value) => value instanceof Docker);
const more = (value: Docker) => moreSchema.parse(value);

/** The name that an image was published under. */
let published = "";

/** In this order: later ones stand on what earlier ones made. */
const working: Record<string, () => Promise<unknown>> = {
  "Docker.ping": async () => expect(String(await docker.ping())).toBe("OK"),
  "Docker.version": async () => expect(clean(await docker.version()).ApiVersion).toBe("1.41"),
  "Docker.info": async () => {
    // its ID is the workspace's own
    const { ID, ...info } = await docker.info();
    expect(clean(info)).toMatchObject({ Containers: 0, Name: "escale" });
    expect(ID).not.toBe("");
  },
  "Docker.df": async () => clean(await docker.df()),
  "Docker.pull": async () => followed(await docker.pull("minimal:latest")),
  "Image.push": async () => {
    const { Labels } = z.object({ Labels: z.array(z.string()) }).parse(await docker.info());
    published = `${Labels[0]?.replace("registre=", "")}minimal`;
    await docker.getImage("minimal").tag({ repo: published, tag: "1" });
    const said = JSON.stringify(
      await followed(await docker.getImage(published).push({ tag: "1", authconfig: {} })),
    );
    expect(said).toMatch(/1: digest: sha256:[0-9a-f]{64}/);
  },
  "Image.distribution": async () =>
    expect(clean(await docker.getImage(`${published}:1`).distribution())).toMatchObject({
      Platforms: [{ os: "linux" }],
    }),
  "Docker.pullAll": async () => followed(await more(docker).pullAll("hello-world")),
  "Docker.createImage": async () =>
    followed(await docker.createImage({ fromImage: "minimal", tag: "1.0" })),
  "Docker.importImage": async () =>
    drained(await docker.importImage(archive({ hello: "x" }), { repo: "importee", tag: "1" })),
  "Docker.buildImage": async () => {
    const context = archive({ Dockerfile: "FROM busybox\nRUN echo fait > /f\n" });
    const output = await followed(await docker.buildImage(context, { t: "faite:1" }));
    expect(JSON.stringify(output)).toContain("Successfully tagged faite:1");
  },
  "Docker.listImages": async () => {
    const filters = { reference: ["faite"] };
    const images = clean(await docker.listImages({ filters: JSON.stringify(filters) }));
    expect(images.map(({ RepoTags }) => RepoTags)).toEqual([["faite:1"]]);
  },
  "Image.inspect": async () =>
    expect(clean(await docker.getImage("faite:1").inspect()).RepoTags).toEqual(["faite:1"]),
  "Image.history": async () =>
    expect(clean(await docker.getImage("faite:1").history()).length).toBeGreaterThan(1),
  "Image.tag": () => docker.getImage("faite:1").tag({ repo: "faite", tag: "2" }),
  "Image.get": async () =>
    expect((await drained(await docker.getImage("faite:1").get())).length).toBeGreaterThan(1000),
  "Docker.getImages": async () =>
    expect(
      (await drained(await more(docker).getImages({ names: ["faite:1", "faite:2"] }))).length,
    ).toBeGreaterThan(1000),
  "Docker.loadImage": async () => {
    const saved = await docker.getImage("faite:1").get();
    expect(await drained(await docker.loadImage(saved))).toContain("faite:1");
  },
  "Docker.createNetwork": async () => {
    network = await docker.createNetwork({ Name: "reseau", Labels: { a: "b" } });
  },
  "Network.inspect": async () => expect(clean(await network.inspect()).Name).toBe("reseau"),
  "Docker.listNetworks": async () => {
    const listed = await docker.listNetworks({ filters: JSON.stringify({ label: ["a=b"] }) });
    expect(clean(listed).map(({ Name }) => Name)).toEqual(["reseau"]);
  },
  "Docker.createVolume": async () =>
    clean(await docker.createVolume({ Name: "donnees", Labels: { a: "b" } })),
  "Volume.inspect": async () => expect(clean(await volume.inspect()).Name).toBe("donnees"),
  "Docker.listVolumes": async () => {
    const listed = await docker.listVolumes({ filters: JSON.stringify({ label: ["a=b"] }) });
    expect(clean(listed).Volumes.map(({ Name }) => Name)).toEqual(["donnees"]);
  },
  "Docker.createContainer": () =>
    docker.createContainer({
      name: "main",
      Image: "busybox",
      Cmd: ["sh", "-c", "echo salut; exec cat"],
      OpenStdin: true,
      Labels: { a: "b" },
      HostConfig: { Binds: ["donnees:/donnees"], NetworkMode: "reseau" },
      NetworkingConfig: { EndpointsConfig: { reseau: { Aliases: ["alias"] } } },
    }),
  "Container.start": () => main.start(),
  "Container.inspect": async () => expect(clean(await main.inspect()).Name).toBe("/main"),
  "Docker.listContainers": async () => {
    const filters = JSON.stringify({ label: ["a=b"], volume: ["donnees"], network: ["reseau"] });
    expect(clean(await docker.listContainers({ filters })).map(({ Names }) => Names)).toEqual([
      ["/main"],
    ]);
  },
  "Container.attach": async () => {
    const stream = await main.attach({
      stream: true,
      stdin: true,
      stdout: true,
      stderr: true,
      hijack: true,
    });
    stream.write("aller-retour\n");
    const [chunk] = await once(stream, "data");
    expect(String(chunk)).toContain("aller-retour");
    stream.end();
  },
  "Container.logs": async () =>
    expect((await main.logs({ stdout: true, follow: false })).toString()).toContain("salut"),
  "Container.top": async () => expect((await main.top()).Processes.length).toBeGreaterThan(0),
  "Container.stats": async () => clean(await main.stats({ stream: false })),
  "Container.changes": async () => clean(await main.changes()),
  "Container.exec": async () => {
    exec = await main.exec({ Cmd: ["echo", "dedans"], AttachStdout: true, Tty: true });
  },
  "Exec.start": async () => {
    const stream = await exec.start({ hijack: true, Tty: true });
    expect(await drained(stream)).toContain("dedans");
  },
  "Exec.inspect": async () => expect(clean(await exec.inspect()).ExitCode).toBe(0),
  "Exec.resize": async () => {
    const shell = await main.exec({ Cmd: ["sleep", "5"], AttachStdout: true, Tty: true });
    const stream = await shell.start({ hijack: true, Tty: true });
    // the engine has its terminal a moment after it has answered
    await pause(300);
    await shell.resize({ h: 20, w: 60 });
    stream.destroy();
  },
  "Container.resize": () => main.resize({ h: 20, w: 60 }),
  "Container.putArchive": () => main.putArchive(archive({ note: "posée" }), { path: "/donnees" }),
  "Container.infoArchive": async () => drained(await main.infoArchive({ path: "/donnees/note" })),
  "Container.getArchive": async () =>
    expect(await drained(await main.getArchive({ path: "/donnees/note" }))).toContain("posée"),
  "Container.export": async () =>
    expect((await drained(await main.export())).length).toBeGreaterThan(1000),
  "Container.commit": async () => clean(await main.commit({ repo: "validee", tag: "1" })),
  "Container.update": () => main.update({ RestartPolicy: { Name: "on-failure" } }),
  "Container.pause": () => main.pause(),
  "Container.unpause": () => main.unpause(),
  "Container.restart": () => main.restart({ t: 0 }),
  "Container.rename": async () => {
    await main.rename({ name: "autre" });
    main = docker.getContainer("autre");
  },
  "Network.disconnect": () => network.disconnect({ Container: "autre" }),
  "Network.connect": () =>
    network.connect({ Container: "autre", EndpointConfig: { Aliases: ["b"] } }),
  "Docker.getEvents": async () => {
    const stream = await docker.getEvents({ filters: JSON.stringify({ container: ["autre"] }) });
    const heard = once(stream, "data");
    await main.pause();
    await main.unpause();
    const [chunk] = await heard;
    expect(clean(String(chunk))).toContain('"pause"');
    if ("destroy" in stream && typeof stream.destroy === "function") stream.destroy();
  },
  "Container.kill": () => main.kill(),
  "Container.stop": async () => {
    const one = await spare("arretee", "sleep", "60");
    await one.start();
    await one.stop({ t: 0 });
  },
  "Container.wait": async () => {
    const one = await spare("attendue", "sh", "-c", "exit 3");
    await one.start();
    expect(await one.wait()).toMatchObject({ StatusCode: 3 });
  },
  "Container.remove": () => main.remove({ force: true }),
  "Docker.run": async () => {
    const out = new PassThrough();
    const [result] = await docker.run("busybox", ["echo", "couru"], out, { Tty: true });
    expect(result).toMatchObject({ StatusCode: 0 });
    expect(String(out.read())).toContain("couru");
  },
  "Docker.pruneContainers": async () =>
    expect(clean(await docker.pruneContainers()).ContainersDeleted.length).toBeGreaterThan(1),
  "Docker.pruneBuilder": async () => clean(await docker.pruneBuilder()),
  "Image.remove": () => docker.getImage("faite:2").remove(),
  "Docker.pruneImages": async () => clean(await docker.pruneImages()),
  "Network.remove": () => network.remove(),
  "Docker.pruneNetworks": async () => clean(await docker.pruneNetworks()),
  "Volume.remove": () => volume.remove(),
  "Docker.pruneVolumes": async () => clean(await docker.pruneVolumes()),
};

/** Registries, Swarm, plugins, checkpoints: closed, whatever is asked. */
const refused: Record<string, () => Promise<unknown>> = {
  "Docker.checkAuth": () => docker.checkAuth({ username: "x", password: "y" }),
  "Docker.searchImages": () => docker.searchImages({ term: "x" }),
  "Container.copy": () => docker.getContainer("web").copy({ Resource: "/etc/passwd" }),
  "Docker.swarmInit": () => docker.swarmInit({ ListenAddr: "0.0.0.0" }),
  "Docker.swarmJoin": () => docker.swarmJoin({ JoinToken: "x" }),
  "Docker.swarmLeave": () => docker.swarmLeave({}),
  "Docker.swarmUpdate": () => docker.swarmUpdate({ version: 1 }),
  "Docker.swarmInspect": () => docker.swarmInspect(),
  "Docker.listServices": () => docker.listServices({}),
  "Docker.listNodes": () => docker.listNodes({}),
  "Docker.listTasks": () => docker.listTasks({}),
  "Docker.listSecrets": () => docker.listSecrets({}),
  "Docker.listConfigs": () => docker.listConfigs({}),
  "Docker.listPlugins": () => docker.listPlugins({}),
  "Docker.createService": () => docker.createService({ Name: "x" }),
  "Docker.createSecret": () => docker.createSecret({ Name: "x", Data: "eA==" }),
  "Docker.createConfig": () => docker.createConfig({ Name: "x", Data: "eA==" }),
  "Docker.createPlugin": () => docker.createPlugin({ name: "x" }),
};

/** The same, by hand where dockerode's types do not name the method. */
const closed: Record<string, readonly [method: string, path: string]> = {
  "Container.listCheckpoint": ["GET", "/containers/web/checkpoints"],
  "Container.createCheckpoint": ["POST", "/containers/web/checkpoints"],
  "Container.deleteCheckpoint": ["DELETE", "/containers/web/checkpoints/one"],
  "Service.inspect": ["GET", "/services/x"],
  "Service.update": ["POST", "/services/x/update"],
  "Service.remove": ["DELETE", "/services/x"],
  "Service.logs": ["GET", "/services/x/logs"],
  "Task.inspect": ["GET", "/tasks/x"],
  "Task.logs": ["GET", "/tasks/x/logs"],
  "Node.inspect": ["GET", "/nodes/x"],
  "Node.update": ["POST", "/nodes/x/update"],
  "Node.remove": ["DELETE", "/nodes/x"],
  "Secret.inspect": ["GET", "/secrets/x"],
  "Secret.update": ["POST", "/secrets/x/update"],
  "Secret.remove": ["DELETE", "/secrets/x"],
  "Config.inspect": ["GET", "/configs/x"],
  "Config.update": ["POST", "/configs/x/update"],
  "Config.remove": ["DELETE", "/configs/x"],
  "Plugin.remove": ["DELETE", "/plugins/x"],
  "Plugin.privileges": ["GET", "/plugins/privileges?remote=x"],
  "Plugin.pull": ["POST", "/plugins/pull?remote=x"],
  "Plugin.enable": ["POST", "/plugins/x/enable?timeout=0"],
  "Plugin.disable": ["POST", "/plugins/x/disable"],
  "Plugin.push": ["POST", "/plugins/x/push"],
  "Plugin.configure": ["POST", "/plugins/x/set"],
  "Plugin.upgrade": ["POST", "/plugins/x/upgrade?remote=x"],
};

/** Open, and there are none: `docker inspect` asks for a plugin in its turn. */
const absent: Record<string, () => Promise<unknown>> = {
  "Plugin.inspect": () => docker.getPlugin("x", "").inspect(),
};

/** Answered here, without the gateway: they make objects of dockerode's own, or serve the others. */
const local = [
  "Docker.getContainer",
  "Docker.getImage",
  "Docker.getVolume",
  "Docker.getPlugin",
  "Docker.getService",
  "Docker.getTask",
  "Docker.getNode",
  "Docker.getNetwork",
  "Docker.getSecret",
  "Docker.getConfig",
  "Docker.getExec",
  "Docker.followProgress",
  "Docker.runCallback",
  "Docker.runPromise",
];

const french = /Escale|ouvert/;

describe("works", () => {
  test.each(Object.entries(working))("%s", async (_name, act) => {
    await act();
  });
});

describe("is refused by design", () => {
  test.each(Object.entries(refused))("%s", async (_name, act) => {
    await expect(act()).rejects.toMatchObject({
      statusCode: 403,
      message: expect.stringMatching(french),
    });
  });

  test.each(Object.entries(closed))("%s", async (_name, [method, path]) => {
    const answer = await a.http(method, path, method === "POST" ? {} : undefined);
    expect(answer).toMatchObject({ status: 403, message: expect.stringMatching(french) });
  });
});

test.each(Object.entries(absent))("%s finds nothing", async (_name, act) => {
  await expect(act()).rejects.toMatchObject({ statusCode: 404 });
});

test("every method of dockerode's has its place above", () => {
  const objects = {
    Docker: docker,
    Container: docker.getContainer("x"),
    Exec: docker.getExec("x"),
    Image: docker.getImage("x"),
    Network: docker.getNetwork("x"),
    Volume: docker.getVolume("x"),
    Plugin: docker.getPlugin("x", ""),
    Service: docker.getService("x"),
    Task: docker.getTask("x"),
    Node: docker.getNode("x"),
    Secret: docker.getSecret("x"),
    Config: docker.getConfig("x"),
  };
  const methods = Object.entries(objects).flatMap(([kind, object]) =>
    Object.keys(Object.getPrototypeOf(object)).map((name) => `${kind}.${name}`),
  );
  const placed = [working, refused, closed, absent].flatMap((table) => Object.keys(table));
  expect([...placed, ...local].sort()).toEqual(methods.sort());
});
