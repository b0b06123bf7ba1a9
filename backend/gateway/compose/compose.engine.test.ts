/**
 * The real `docker compose` of the workstation, through the gateway: a project of three services,
 * and the same project of another learner's beside it.
 */
import { cp, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Bench, openBench, type TestTenant, until } from "../testing";
import { openStation, type Station } from "./station";

const MiB = 1024 ** 2;
const boutique = new URL("./boutique", import.meta.url);

let bench: Bench;
let a: TestTenant;
let b: TestTenant;
let one: Station;
let two: Station;

beforeAll(async () => {
  bench = await openBench({ containers: 12, memory: 768 * MiB, containerMemory: 64 * MiB });
  ({ a, b } = bench);
  for (const tenant of [a, b]) {
    await cp(boutique, join(tenant.home, "boutique"), { recursive: true });
    await tenant.settle();
  }
  [one, two] = await Promise.all([openStation(a), openStation(b)]);
});
afterAll(async () => {
  await Promise.all([one.close(), two.close()]);
  await bench.close();
});

const compose = (...args: string[]) => one.ok("boutique", ...args);
/** What `curl` in the web service's container gets. */
const get = (station: Station, url: string) =>
  station.ok("boutique", "exec", "-T", "web", "curl", "-s", url);
/** The project's containers with their states, by name. */
async function states(station: Station) {
  const format = ["ps", "-a", "--format", "{{.Name}} {{.State}}"];
  return (await station.ok("boutique", ...format)).split("\n").filter(Boolean).sort();
}
const three = ["boutique-api-1 running", "boutique-cache-1 running", "boutique-web-1 running"];

/** Writes a project of one file into A's home. */
async function project(name: string, yaml: string): Promise<void> {
  await mkdir(join(a.home, name), { recursive: true });
  await writeFile(join(a.home, name, "compose.yaml"), yaml);
  await a.settle();
}

describe("a project of three services", { timeout: 120_000 }, () => {
  test("config reads it: variables, env files, profiles", async () => {
    expect(await compose("config", "--services")).not.toContain("worker");
    const config = await compose("--profile", "outils", "config");
    expect(config).toContain("GREETING: salut");
    expect(config).toContain("WHO: le port");
    expect(config).toContain("worker:");
  });

  test("pull takes from the catalogue, build builds", async () => {
    await compose("pull", "--ignore-buildable");
    const built = await one.compose("boutique", "build");
    expect(built.code).toBe(0);
    expect(built.out + built.err).toContain("Successfully tagged boutique-api:latest");
    expect(await a.ok("images", "-q", "boutique-api")).not.toBe("");
  });

  test("up -d waits for health in order; two learners have it side by side", async () => {
    await Promise.all([compose("up", "-d"), two.ok("boutique", "up", "-d")]);
    expect(await states(one)).toEqual(three);
    expect(await states(two)).toEqual(three);
    const health = await a.ok("inspect", "-f", "{{.State.Health.Status}}", "boutique-cache-1");
    expect(health).toBe("healthy");
  });

  test("services answer by their names and aliases, on their own networks only", async () => {
    expect(await get(one, "http://localhost/")).toContain("<h1>Boutique</h1>");
    expect(await get(one, "http://api:8000/")).toBe("salut le port");
    expect(await get(one, "http://api:8000/visits")).toBe("1");
    expect(await get(one, "http://api:8000/visits")).toBe("2");
    // the other learner's cache counts its own
    expect(await get(two, "http://api:8000/visits")).toBe("1");
    const nowhere = await one.compose("boutique", "exec", "-T", "web", "getent", "hosts", "cache");
    expect(nowhere.code).not.toBe(0);
    const ran = await compose("run", "--rm", "-T", "worker", "nslookup", "stock");
    expect(ran).toContain("Name:\tstock");
  });

  test("a change in the project's folder shows at once", async () => {
    await one.sh("echo '<p>nouveau</p>' > boutique/site/index.html");
    expect(await get(one, "http://localhost/")).toContain("nouveau");
  });

  test("ps, ls, images, top, logs, port show the learner's names and nothing of the platform's", async () => {
    const shown = await Promise.all([
      compose("ps"),
      compose("ps", "--format", "json"),
      compose("ls"),
      compose("images"),
      compose("top"),
      compose("logs", "--no-color"),
      a.ok("inspect", "boutique-web-1", "boutique-api-1", "boutique-cache-1"),
      a.ok("network", "inspect", "boutique_front", "boutique_back"),
      a.ok("volume", "inspect", "boutique_data"),
      a.ok("image", "inspect", "boutique-api"),
    ]);
    for (const text of shown) {
      expect(text).not.toContain(a.workspace);
      expect(text).not.toMatch(/escale[./]/);
    }
    const [ps, json, ls, images, , logs] = shown;
    expect(ps).toMatch(/boutique-api-1 +boutique-api .*\(healthy\)/);
    expect(JSON.parse(json.split("\n")[0] ?? "")).toMatchObject({ Project: "boutique" });
    expect(ls).toMatch(/boutique +running\(3\) +\/home\/apprenant\/boutique\/compose.yaml/);
    expect(images).toMatch(/boutique-web-1 +nginx +latest/);
    expect(logs).toMatch(/api-1 +\| ready/);
  });

  test("logs -f follows, events tells", async () => {
    const logs = one.follow("boutique", 30, "logs", "-f", "--no-color", "--tail", "0", "web");
    const events = one.follow("boutique", 30, "events", "--json");
    await until(async () => {
      await get(one, "http://localhost/suivi");
      return logs.output().includes("GET /suivi");
    });
    await until(async () => {
      await compose("exec", "-T", "cache", "true");
      return events.output().includes('"service":"cache"');
    });
    expect(events.output()).not.toContain(a.workspace);
    expect(events.output()).not.toContain("escale.");
    await Promise.all([logs.stop(), events.stop()]);
  });

  test("stop, start, restart, pause, kill, cp, wait", async () => {
    await compose("stop", "-t", "1");
    expect(await states(one)).toEqual(three.map((line) => line.replace("running", "exited")));
    expect(await states(two)).toEqual(three);
    await compose("start");
    await compose("restart", "-t", "1", "api");
    await compose("pause", "web");
    expect(await states(one)).toContain("boutique-web-1 paused");
    await compose("unpause", "web");
    await one.sh("echo porté > boutique/lettre");
    await compose("cp", "lettre", "web:/tmp/lettre");
    expect(await compose("exec", "-T", "web", "cat", "/tmp/lettre")).toBe("porté");
    await compose("kill", "web");
    await compose("rm", "-f", "web");
    await compose("up", "-d");
    expect(await states(one)).toEqual(three);
  });

  test("--scale and profiles", async () => {
    await compose("up", "-d", "--scale", "api=2");
    expect(await states(one)).toContain("boutique-api-2 running");
    await compose("--profile", "outils", "up", "-d", "--scale", "api=1");
    const now = await states(one);
    expect(now).toContain("boutique-worker-1 running");
    expect(now).not.toContain("boutique-api-2 running");
  });

  test("up in the foreground shows the logs, and stops all when interrupted", async () => {
    await compose("--profile", "outils", "down", "-t", "1");
    const up = one.follow("boutique", 60, "up", "--no-color");
    await until(() => /web-1 +\| .*start worker process/.test(up.output()), 30_000);
    expect(up.output()).toMatch(/cache-1 +\| .*Ready to accept connections/);
    await one.sh("pkill -INT -x docker-compose || pkill -INT -f 'compose up'");
    await until(async () => (await states(one)).every((line) => line.endsWith("exited")), 30_000);
    await up.stop();
    expect(up.output()).not.toContain(a.workspace);
  });

  test("the named volume outlives down, not down -v; the other learner's project lives on", async () => {
    await compose("up", "-d");
    expect(await get(one, "http://api:8000/visits")).toBe("3");
    await compose("down", "-v", "-t", "1", "--rmi", "local");
    expect(await states(one)).toEqual([]);
    for (const list of [
      a.ok("volume", "ls", "-q"),
      a.ok("network", "ls", "-q", "--filter", "label=com.docker.compose.project"),
      a.ok("images", "-q", "boutique-api"),
    ])
      expect(await list).toBe("");
    expect(await states(two)).toEqual(three);
    expect(await get(two, "http://api:8000/visits")).toBe("2");
    await two.ok("boutique", "down", "-v", "-t", "1");
    expect(await states(two)).toEqual([]);
    expect(await b.ok("ps", "-q")).not.toBe("");
  });
});

describe("what else a file may say", { timeout: 60_000 }, () => {
  test("secrets and configs, shared networks and volumes, completed services, limits", async () => {
    await mkdir(join(a.home, "divers"), { recursive: true });
    await writeFile(join(a.home, "divers", "secret.txt"), "sésame\n");
    await project(
      "divers",
      `services:
  lit:
    image: busybox
    command: sh -c "cat /run/secrets/mot /accueil; hostname"
    hostname: liseuse
    mem_limit: 16m
    cpus: 0.5
    secrets: [mot]
    configs: [{source: accueil, target: /accueil}]
    depends_on: {prepare: {condition: service_completed_successfully}}
  prepare:
    image: busybox
    command: "true"
    network_mode: none
  voisin:
    image: busybox
    command: sleep 60
    network_mode: service:base
    volumes_from: [base:ro]
    init: true
    stop_grace_period: 0s
  base:
    image: busybox
    command: sleep 60
    volumes: ["/donnees"]
    tmpfs: /brouillon
    stop_grace_period: 0s
    deploy: {resources: {limits: {memory: 16M, cpus: "0.5", pids: 20}}}
secrets: {mot: {file: ./secret.txt}}
configs: {accueil: {content: "bienvenue\\n"}}
`,
    );
    await one.ok("divers", "up", "-d");
    await until(async () => (await one.ok("divers", "logs", "--no-color")).includes("liseuse"));
    const logs = await one.ok("divers", "logs", "--no-color", "lit");
    expect(logs).toContain("sésame");
    expect(logs).toContain("bienvenue");
    await one.ok("divers", "down", "-v", "-t", "0");
    expect(await a.ok("volume", "ls", "-q")).toBe("");
  });

  test("an external network; create, wait, stats, attach, watch", async () => {
    await mkdir(join(a.home, "suivi", "src"), { recursive: true });
    await writeFile(join(a.home, "suivi", "src", "mot"), "un");
    await writeFile(join(a.home, "suivi", "Dockerfile"), "FROM busybox\nCOPY src /src\n");
    await project(
      "suivi",
      `services:
  s:
    build: .
    command: sh -c "while true; do echo bip; sleep 1; done"
    stop_grace_period: 0s
    develop: {watch: [{action: sync, path: ./src, target: /src}]}
    networks: [dehors]
  fin: {image: busybox, command: sleep 2}
networks: {dehors: {external: true}}
`,
    );
    await a.ok("network", "create", "dehors");
    await one.ok("suivi", "create");
    await one.ok("suivi", "up", "-d", "--wait", "s");
    expect(await one.ok("suivi", "stats", "--no-stream", "s")).toContain("suivi-s-1");
    await one.ok("suivi", "up", "-d", "fin");
    expect(await one.ok("suivi", "wait", "fin")).toContain("exited with status code 0");
    const attached = one.follow("suivi", 20, "attach", "--no-stdin", "s");
    await until(() => attached.output().includes("bip"));
    await attached.stop();
    const watch = one.follow("suivi", 40, "watch");
    await until(() => watch.output().includes("Watch enabled"), 20_000);
    await one.sh("echo deux > suivi/src/mot");
    await until(
      async () => (await one.ok("suivi", "exec", "-T", "s", "cat", "/src/mot")) === "deux",
    );
    await watch.stop();
    await one.ok("suivi", "down", "-v", "-t", "0");
    await a.ok("network", "rm", "dehors");
  });

  test.each([
    ["privileged: true", "--privileged n’est pas permis ici"],
    ["network_mode: host", "--network host n’est pas permis ici"],
    ["pid: host", "--pid n’est pas permis ici"],
    ["cap_add: [SYS_ADMIN]", "--cap-add SYS_ADMIN n’est pas permis ici"],
    ["volumes: ['/etc:/e']", "n’est pas dans votre dossier personnel"],
    ["volumes: ['/var/run/docker.sock:/s']", "n’est pas dans votre dossier personnel"],
    ["devices: ['/dev/null:/dev/x']", "--device n’est pas permis ici"],
    ["domainname: exemple.org", "--domainname n’est pas permis ici"],
    ["mac_address: 02:42:ac:11:65:43", "--mac-address n’est pas permis ici"],
    ["networks: {default: {ipv4_address: 10.0.0.3}}", "--ip n’est pas permis ici"],
    ["labels: {escale.role: x}", "réservés à la plateforme"],
    ["logging: {driver: syslog}", "--log-driver et --log-opt"],
  ])("%s is refused in French, and nothing of the kind is made", async (line, words) => {
    await project(
      "refus",
      `services:\n  s:\n    image: busybox\n    command: sleep 60\n    ${line}\n`,
    );
    const up = await one.compose("refus", "up", "-d");
    expect(up.code).not.toBe(0);
    expect(up.err).toContain(words);
    expect(await one.ok("refus", "ps", "-aq")).toBe("");
    await one.ok("refus", "down");
  });

  test.each([
    ["networks: {default: {driver: overlay}}", "le pilote « bridge »"],
    ["networks: {default: {ipam: {config: [{subnet: 10.9.0.0/24}]}}}", "--subnet"],
    ["networks: {default: {driver_opts: {a: b}}}", "--opt n’est pas permis ici"],
    ["volumes: {donnees: {driver_opts: {type: nfs}}}", "le seul pilote permis ici est « local »"],
  ])("%s is refused in French", async (line, words) => {
    await project(
      "refus",
      `services: {s: {image: busybox, command: sleep 60, volumes: ["donnees:/v"]}}\n${line.startsWith("volumes") ? "" : "volumes: {donnees: {}}\n"}${line}\n`,
    );
    const up = await one.compose("refus", "up", "-d");
    expect(up.code).not.toBe(0);
    expect(up.err).toContain(words);
    await one.ok("refus", "down", "-v");
  });

  test("push is refused in French", async () => {
    await project("refus", "services: {s: {image: busybox, build: .}}\n");
    const push = await one.compose("refus", "push");
    expect(push.code).not.toBe(0);
    expect(push.err).toContain("ne désigne pas le registre de ce site");
  });
});
