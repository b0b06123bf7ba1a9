/**
 * For tests on a real engine: backends with data folders of their own, in this process or as a
 * child that can be killed, a client for their API, and a cleaning up that leaves nothing.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { pino } from "pino";
import { expect } from "vitest";
import type { WorkspaceId } from "@/lib/protocol/ids";
import { pathsOf } from "@/lib/protocol/paths";
import { usual } from "@/lib/protocol/quota";
import { readSettings } from "@/lib/protocol/settings";
import { type WorkspaceView, workspaceViewSchema } from "@/lib/protocol/workspace";
import { createCgroups } from "../cgroups/cgroups";
import { type Daemon, startDaemon } from "../daemon";
import { connectEngine, type Engine } from "../engine/client";
import { listContainers, removeObjects, type TenantContainer } from "../engine/objects";
import { tenantRepository, workstationImage } from "../engine/ownership";
import { readEngineHost } from "../engine/remap";
import { createIsolation } from "../isolation/isolation";
import { readInstance } from "../workspaces/instance";
import { groupBounds } from "../workspaces/limits";
import { followEvents } from "./follow-events";

/** The workstation's image under test, where it is not the usual one. */
const testImage = process.env.ESCALE_TEST_WORKSTATION ?? workstationImage;
const root = fileURLToPath(new URL("../..", import.meta.url));

export interface Answer {
  status: number;
  headers: Record<string, unknown>;
  text: string;
}

export class TestBackend {
  readonly data: string;
  readonly env: Record<string, string>;
  readonly engine: Engine;
  readonly paths: ReturnType<typeof pathsOf>;
  #daemon: Daemon | null = null;
  #child: ChildProcess | null = null;

  constructor(env: Record<string, string> = {}) {
    const host = process.env.ESCALE_DOCKER_HOST;
    if (!host) throw new Error("ESCALE_DOCKER_HOST must name the engine for these tests");
    // short: unix sockets' paths hold at most 107 bytes; not in /tmp, which an engine may not see
    mkdirSync("/var/lib/escale-test-backend", { recursive: true });
    this.data = mkdtempSync("/var/lib/escale-test-backend/");
    this.env = {
      ESCALE_DATA: this.data,
      ESCALE_DOCKER_HOST: host,
      ESCALE_WORKSPACES: "4",
      ESCALE_PREPARED: "0",
      ESCALE_DISK_RESERVE: "1m",
      ESCALE_LOG_LEVEL: process.env.ESCALE_TEST_LOG ?? "silent",
      ...env,
    };
    this.paths = pathsOf(readSettings(this.env));
    this.engine = connectEngine(this.paths.engineSocket);
  }

  get instance(): string {
    return readInstance(this.data);
  }

  /** Runs the daemon in this process. */
  async start(): Promise<void> {
    const settings = readSettings(this.env);
    const log = pino({ level: settings.ESCALE_LOG_LEVEL });
    this.#daemon = await startDaemon(settings, log, { image: testImage });
  }

  async stop(): Promise<void> {
    await this.#daemon?.close();
    this.#daemon = null;
  }

  /** Runs it as a process of its own, which `kill` ends with SIGKILL. */
  async spawn(): Promise<void> {
    const child = spawn(process.execPath, [await bundled()], {
      env: { ...process.env, ...this.env },
      stdio: ["ignore", "inherit", "inherit"],
    });
    this.#child = child;
    await once(child, "spawn");
  }

  /** The exit code of one that ends by itself. */
  async ended(): Promise<number | null> {
    const child = this.#child;
    if (child && child.exitCode === null) await once(child, "exit");
    this.#child = null;
    return child?.exitCode ?? null;
  }

  async kill(signal: NodeJS.Signals = "SIGKILL"): Promise<number | null> {
    const child = this.#child;
    this.#child = null;
    if (!child || child.exitCode !== null) return child?.exitCode ?? null;
    const exited = once(child, "exit");
    child.kill(signal);
    await exited;
    return child.exitCode;
  }

  /** Resolves when the API answers with the state known. */
  async ready(): Promise<void> {
    await expect
      .poll(() => this.call("GET", "/v1/workspaces").then(({ status }) => status), {
        timeout: 20_000,
        interval: 20,
      })
      .toBe(200);
  }

  call(
    method: string,
    path: string,
    body?: string | Buffer,
    headers: Record<string, string> = { "content-type": "application/json" },
  ): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const sent = request(
        { socketPath: this.paths.backendSocket, method, path, headers, agent: false },
        (response) => {
          const chunks: Buffer[] = [];
          response.on("data", (chunk: Buffer) => chunks.push(chunk));
          response.on("error", reject);
          response.on("end", () =>
            resolve({
              status: response.statusCode ?? 0,
              headers: response.headers,
              text: Buffer.concat(chunks).toString(),
            }),
          );
        },
      );
      sent.on("error", reject);
      sent.end(body);
    });
  }

  async view(method: string, owner: string, suffix = ""): Promise<WorkspaceView> {
    const { status, text } = await this.call(method, `/v1/owners/${owner}/workspace${suffix}`);
    if (status !== 200) throw new Error(`${status} ${text}`);
    return workspaceViewSchema.parse(JSON.parse(text));
  }

  /** Opens it with this quota: the view, or what was answered instead. */
  async openWith(owner: string, quota: unknown): Promise<{ status: number; text: string }> {
    return this.call("PUT", `/v1/owners/${owner}/workspace`, JSON.stringify({ quota }));
  }

  async open(owner: string): Promise<Extract<WorkspaceView, { state: "running" }>> {
    const view = await this.view("PUT", owner);
    if (view.state !== "running") throw new Error(`not running: ${JSON.stringify(view)}`);
    return view;
  }

  /** The owner's event stream: the views in order of arrival, until closed. */
  events(owner: string): { views: WorkspaceView[]; close(): void } {
    const views: WorkspaceView[] = [];
    const { close } = followEvents(
      {
        socketPath: this.paths.backendSocket,
        path: `/v1/owners/${owner}/workspace/events`,
      },
      (value) => views.push(workspaceViewSchema.parse(value)),
    );
    return { views, close };
  }

  /** This backend's containers on the engine. */
  async containers(): Promise<TenantContainer[]> {
    const own = new Set(readdirSync(this.paths.workspaces));
    const all = await listContainers(this.engine);
    return all.filter(
      ({ workspace, instance }) => own.has(workspace) || instance === this.instance,
    );
  }

  async imageReferences(workspace: WorkspaceId): Promise<string[]> {
    const images = await this.engine.listImages();
    return images
      .flatMap((image) => image.RepoTags ?? [])
      .filter((tag) => tag.startsWith(tenantRepository(workspace)));
  }

  /** Ends the backend and removes whatever it has made. */
  async destroy(): Promise<void> {
    await this.kill();
    await this.stop();
    const ids = new Set([
      ...readdirSync(this.paths.workspaces),
      ...(await this.containers()).map(({ workspace }) => workspace),
    ]);
    for (const id of ids) await removeObjects(this.engine, id);
    const log = pino({ level: "silent" });
    await createIsolation({ instance: this.instance, egress: "none", log }).remove();
    const settings = readSettings(this.env);
    const cgroups = createCgroups({
      ...{ instance: this.instance, log },
      bounds: () => groupBounds(settings, usual(settings)),
    });
    await cgroups.learn((await readEngineHost(this.engine)).cgroupDriver);
    await cgroups.clear();
    rmSync(this.data, { recursive: true, force: true });
  }
}

let bundle: Promise<string> | null = null;

/** `main.ts` as one file of build output, made anew by each test file that asks for it. */
function bundled(): Promise<string> {
  const outfile = join(root, "dist/backend.test.mjs");
  bundle ??= build({
    entryPoints: [join(root, "backend/main.ts")],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
    alias: { "@": root },
    logLevel: "error",
  }).then(() => {
    const text = readFileSync(outfile, "utf8");
    writeFileSync(
      outfile,
      text.replaceAll(JSON.stringify(workstationImage), JSON.stringify(testImage)),
    );
    return outfile;
  });
  return bundle;
}
