/**
 * For tests on a real engine: a gateway with two tenants, the real `docker` CLI on each one's
 * socket, raw bytes on it, and the engine itself to see what truly happened.
 */
import { execFile, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chown, mkdir, mkdtemp, rm, rmdir } from "node:fs/promises";
import { request } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pino from "pino";
import { z } from "zod";
import { createCgroups } from "@/backend/cgroups/cgroups";
import { connectEngine } from "@/backend/engine/client";
import { removeObjects } from "@/backend/engine/objects";
import { workspaceLabel, workstationName } from "@/backend/engine/ownership";
import { type HostUser, readEngineHost } from "@/backend/engine/remap";
import { createIsolation, type Isolation } from "@/backend/isolation/isolation";
import type { Egress } from "@/backend/isolation/rules";
import type { PortsHook } from "@/backend/ports/types";
import { createRegistry } from "@/backend/registry/registry";
import type { RegistryLimits } from "@/backend/registry/types";
import { isErrno } from "./files/errno";
import { createGateway } from "./gateway";
import type { MachineLimits } from "./machines/machines";
import type { Gateway, GatewayLimits } from "./types";

const MiB = 1024 ** 2;
export const testLimits: GatewayLimits = {
  containers: 6,
  images: 12,
  memory: 256 * MiB,
  containerMemory: 32 * MiB,
  cpus: 1,
  pids: 64,
  requestsPerSecond: 1000,
  requestBurst: 2000,
  workPerSecond: 1000,
  workBurst: 2000,
};

/** processes of a tenant's containers together */
export const workspacePids = 96;

export interface Ran {
  code: number;
  out: string;
  err: string;
}

export interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
  /** the error's message, no-break spaces made plain */
  message: string;
}

export interface TestTenant {
  workspace: string;
  socket: string;
  /** the host's folder that is /home/apprenant to them */
  home: string;
  /** gives what the test has put into the home to its learner */
  settle(): Promise<void>;
  /** the real CLI; no-break spaces in its output are made plain */
  docker(args: readonly string[], input?: string): Promise<Ran>;
  /** the same, which must succeed; its trimmed output */
  ok(...args: string[]): Promise<string>;
  http(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer>;
  /** writes raw bytes and collects what comes back until the end or `ms` have passed */
  raw(bytes: string | Buffer, ms?: number): Promise<string>;
}

const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, " ");

/** Reads the engine's socket path from the environment; the test run fails without it. */
export function engineSocket(): string {
  const host = process.env.ESCALE_DOCKER_HOST;
  if (!host?.startsWith("unix://")) throw new Error("ESCALE_DOCKER_HOST names no engine");
  return host.slice("unix://".length);
}

/** Without the developer's own Docker settings. */
const clientEnvironment: NodeJS.ProcessEnv = {
  ...process.env,
  HOME: tmpdir(),
  DOCKER_HOST: undefined,
  DOCKER_CONTEXT: undefined,
};

export function run(
  command: string,
  args: readonly string[],
  input = "",
  timeout = 30_000,
): Promise<Ran> {
  return new Promise((resolve) => {
    const child = execFile(
      command,
      [...args],
      { timeout, maxBuffer: 64 * MiB, env: clientEnvironment },
      (error, out, err) => {
        const code = error ? (typeof error.code === "number" ? error.code : 255) : 0;
        resolve({ code, out: plain(out), err: plain(err) });
      },
    );
    child.stdin?.on("error", () => undefined);
    child.stdin?.end(input);
  });
}

/** The engine itself, as the operator sees it. */
export async function onEngine(...args: string[]): Promise<string> {
  const ran = await run("docker", ["--host", `unix://${engineSocket()}`, ...args]);
  if (ran.code !== 0) throw new Error(`docker ${args.join(" ")}: ${ran.err}`);
  return ran.out.trim();
}

function tenantOn(workspace: string, socket: string, home: string, learner: HostUser): TestTenant {
  const docker = (args: readonly string[], input?: string) =>
    run("docker", ["--host", `unix://${socket}`, ...args], input);
  return {
    workspace,
    socket,
    home,
    async settle() {
      await run("chown", ["-R", "-h", `${learner.uid}:${learner.gid}`, home]);
    },
    docker,
    async ok(...args) {
      const ran = await docker(args);
      if (ran.code !== 0) throw new Error(`docker ${args.join(" ")}: ${ran.err}${ran.out}`);
      return ran.out.trim();
    },
    http: (method, path, body, headers = {}) =>
      new Promise((resolve, reject) => {
        const bytes =
          body === undefined || typeof body === "string" || Buffer.isBuffer(body)
            ? body
            : JSON.stringify(body);
        const call = request({
          socketPath: socket,
          agent: false,
          method,
          path,
          headers: {
            ...(bytes !== undefined && {
              "Content-Type": "application/json",
              "Content-Length": Buffer.byteLength(bytes),
            }),
            ...headers,
          },
        });
        call.on("error", reject);
        call.on("response", (response) => {
          const chunks: Buffer[] = [];
          response.on("data", (chunk: Buffer) => chunks.push(chunk));
          response.on("error", reject);
          response.on("end", () => {
            const text = Buffer.concat(chunks).toString("utf8");
            resolve({
              status: response.statusCode ?? 0,
              headers: response.headers,
              text,
              message: messageOf(text),
            });
          });
        });
        call.end(bytes);
      }),
    raw: (bytes, ms = 1500) =>
      new Promise((resolve, reject) => {
        const client = connect(socket);
        const chunks: Buffer[] = [];
        const done = () => {
          client.destroy();
          resolve(plain(Buffer.concat(chunks).toString("utf8")));
        };
        const timer = setTimeout(done, ms);
        client.on("data", (chunk: Buffer) => chunks.push(chunk));
        client.on("close", () => {
          clearTimeout(timer);
          done();
        });
        client.on("error", (error: NodeJS.ErrnoException) => {
          if (error.code !== "EPIPE" && error.code !== "ECONNRESET") reject(error);
        });
        client.write(bytes);
      }),
  };
}

function messageOf(text: string): string {
  try {
    return plain(z.object({ message: z.string() }).parse(JSON.parse(text)).message);
  } catch {
    return "";
  }
}

export interface Bench {
  gateway: Gateway;
  /** below it lie the folders that the backend mounts for containers */
  binds: string;
  a: TestTenant;
  b: TestTenant;
  /** a container of B's that runs, and has a secret in its environment */
  victim: { id: string; name: string };
  /** serves a tenant anew, as a backend that was started again */
  relisten(tenant: TestTenant): Promise<void>;
  /** ends a tenant's serving, as the end of a workspace does */
  end(tenant: TestTenant): Promise<void>;
  isolation: Isolation;
  /** the registry's own folder; what a tenant publishes lies beside it, in `<workspace>.published` */
  registryFolder: string;
  close(): Promise<void>;
}

/**
 * Two tenants with `busybox` pulled, and B's `web` running. Everything goes with `close`. The
 * gateway finds the engine at `socket`. Without `ports`, none are published.
 */
export async function openBench(
  limits: Partial<GatewayLimits> = {},
  socket = engineSocket(),
  published: Partial<RegistryLimits> = {},
  egress: Egress = "none",
  machines: MachineLimits = { most: 0, timeMs: 0, kvm: null },
  ports?: PortsHook,
): Promise<Bench> {
  await ensureCatalogue();
  const folder = await mkdtemp(join(tmpdir(), "escale-gateway-"));
  const mounts = await mkdtemp("/run/escale-gateway-");
  const { learner, cgroupDriver } = await readEngineHost(connectEngine(engineSocket()));
  const instance = randomBytes(6).toString("hex");
  const log = pino({ level: process.env.ESCALE_TEST_LOG ?? "silent" });
  const most = { ...testLimits, ...limits };
  const bounds = { memoryBytes: most.memory, cpus: most.cpus, pids: workspacePids };
  const cgroups = createCgroups({
    ...{ instance, log },
    bounds: () => ({ workspace: bounds, containers: bounds }),
  });
  await cgroups.learn(cgroupDriver);
  const isolation = createIsolation({
    instance,
    egress,
    log,
  });
  await isolation.start();
  const registry = createRegistry({
    folder: join(folder, "registry"),
    home: (workspace) => join(folder, `${workspace}.published`),
    limits: { bytes: 256 * MiB, repositories: 4, totalBytes: 1024 * MiB, ...published },
    log: pino({ level: process.env.ESCALE_TEST_LOG ?? "silent" }),
  });
  const gateway = createGateway({
    isolation,
    engineSocket: socket,
    limits: most,
    log,
    group: (workspace) => cgroups.containers(workspace),
    registry,
    machines,
    ...(ports && { ports }),
    files: {
      home: (workspace) => join(folder, workspace),
      binds: join(mounts, "binds"),
      learner: async () => learner,
    },
  });
  const open = async (letter: string) => {
    const workspace = randomBytes(6).toString("hex");
    const socket = join(folder, `${letter}.sock`);
    const home = join(folder, workspace);
    await mkdir(home, { mode: 0o700 });
    await chown(home, learner.uid, learner.gid);
    await cgroups.make(workspace);
    await gateway.listen(workspace, socket);
    return tenantOn(workspace, socket, home, learner);
  };
  const [a, b] = await Promise.all([open("a"), open("b")]);
  await Promise.all([a.ok("pull", "-q", "busybox"), b.ok("pull", "-q", "busybox")]);
  const id = await b.ok(
    "run",
    "-d",
    "--name",
    "web",
    "-e",
    "SECRET=b-only",
    "busybox",
    "sleep",
    "3600",
  );
  return {
    gateway,
    binds: join(mounts, "binds"),
    a,
    b,
    victim: { id, name: "web" },
    relisten: ({ workspace, socket }) => gateway.listen(workspace, socket),
    end: ({ workspace }) => gateway.close(workspace),
    isolation,
    registryFolder: join(folder, "registry"),
    async close() {
      await Promise.all([gateway.close(a.workspace), gateway.close(b.workspace)]);
      await gateway.closeAll();
      registry.close();
      for (const { workspace } of [a, b])
        await cgroups.whileThawed(workspace, () => clean(workspace));
      await cgroups.clear();
      // not recursive: what is still mounted there must not be walked into
      await rmdir(join(mounts, "binds")).catch(ignoreAbsent);
      await rmdir(mounts);
      await isolation.remove();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function ignoreAbsent(error: unknown): void {
  if (!isErrno(error, "ENOENT")) throw error;
}

/** Removes what a workspace has on the engine, as its end does. */
const clean = (workspace: string): Promise<void> =>
  removeObjects(connectEngine(engineSocket()), workspace);

/** The catalogue's smallest image; a plain Debian under its name where none was built. */
async function ensureCatalogue(): Promise<void> {
  const there = await run("docker", [
    "--host",
    `unix://${engineSocket()}`,
    "image",
    "inspect",
    "escale/catalogue/busybox:latest",
  ]);
  if (there.code !== 0)
    await onEngine("tag", "debian:trixie-slim", "escale/catalogue/busybox:latest");
}

/** A container that carries the workstation's labels and name, as the workspaces part makes it. */
export async function fakeWorkstation(workspace: string): Promise<string> {
  return onEngine(
    "run",
    "-d",
    "--network",
    "none",
    "--name",
    workstationName(workspace),
    "--label",
    `${workspaceLabel}=${workspace}`,
    "--label",
    "escale.role=workstation",
    "escale/catalogue/busybox:latest",
    "sleep",
    "3600",
  );
}

/** Starts a CLI that goes on; `stop` ends it and returns what it printed. */
export function background(tenant: Pick<TestTenant, "socket">, ...args: string[]) {
  const child = spawn("docker", ["--host", `unix://${tenant.socket}`, ...args], {
    env: clientEnvironment,
  });
  let out = "";
  child.stdout.on("data", (chunk: Buffer) => {
    out += plain(chunk.toString("utf8"));
  });
  child.stderr.on("data", (chunk: Buffer) => {
    out += plain(chunk.toString("utf8"));
  });
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  return {
    output: () => out,
    write: (text: string) => child.stdin.write(text),
    async stop(signal: NodeJS.Signals = "SIGTERM") {
      child.kill(signal);
      await ended;
      return out;
    },
  };
}

/** Waits until `test` holds, asking each 50 ms. */
export async function until(test: () => boolean | Promise<boolean>, ms = 10_000): Promise<void> {
  const end = Date.now() + ms;
  while (!(await test())) {
    if (Date.now() > end) throw new Error("waited in vain");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
