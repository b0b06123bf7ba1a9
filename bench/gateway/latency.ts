/** What the gateway adds to single requests, with few and with many containers of others. */
import { buffer } from "node:stream/consumers";
import type { DockerHttp } from "../support/docker-http";
import { heads, pairs, showLatency } from "../support/pairs";
import { ratio, row, title } from "../support/stats";
import { createOthers } from "./others";
import type { Tenant } from "./tenant";

const own = 10;
const others = 500;

export async function benchLatency(tenant: Tenant): Promise<void> {
  const { ours, direct } = tenant;
  const ids: string[] = [];
  for (let i = 0; i < own; i++)
    ids.push(
      await ours.create(`/containers/create?name=c${i}`, {
        Image: "busybox",
        Cmd: ["sleep", "3600"],
        HostConfig: { Memory: 16 * 1024 ** 2 },
      }),
    );
  for (const id of ids.slice(0, 3)) await ours.ask("POST", `/containers/${id}/start`);
  title(`Requests through the gateway (p50 p99), ${own} own containers, none of others`);
  heads("p50");
  const alone = await measurePs(tenant);
  const remove = await createOthers(direct, others);
  try {
    title(
      `Requests through the gateway (p50 p99), ${own} own containers among ${others} of others`,
    );
    heads("p50");
    const among = await measurePs(tenant);
    row(`ps among ${others} of others, to ps alone`, ratio(among, alone));
    await measureRest(tenant, ids[0] ?? "");
  } finally {
    await remove();
    for (const id of ids) await ours.ask("DELETE", `/containers/${id}?force=1`);
  }
}

async function measurePs({ ours, direct, filter }: Tenant): Promise<number> {
  const pair = await pairs(
    { times: 200, warm: 150 },
    () => direct.ask("GET", `/containers/json?all=1&filters=${filter}`),
    () => ours.ask("GET", "/containers/json?all=1"),
  );
  return showLatency("ps -a (direct: by label)", pair);
}

async function measureRest({ ours, direct, scoped }: Tenant, id: string): Promise<void> {
  const simple = async (name: string, method: string, path: string, theirs = path) =>
    showLatency(
      name,
      await pairs(
        { times: 200 },
        () => direct.ask(method, theirs),
        () => ours.ask(method, path),
      ),
    );
  await simple("_ping", "GET", "/_ping");
  await simple(
    "inspect, by name",
    "GET",
    "/containers/c0/json",
    `/containers/${scoped("c0")}/json`,
  );
  await simple("inspect, by ID", "GET", `/containers/${id}/json`);
  await simple("images", "GET", "/images/json");
  await simple("networks", "GET", "/networks");
  await simple("volumes", "GET", "/volumes");
  await simple("logs of a silent container", "GET", `/containers/${id}/logs?stdout=1`);
  showLatency(
    "exec: create, start, output, exit code",
    await pairs(
      { times: 100, requests: 3 },
      () => exec(direct, id),
      () => exec(ours, "c0"),
    ),
  );
  const template = await templateOf(direct, id);
  showLatency(
    "run --rm: create, attach, wait, start",
    await pairs(
      { times: 50, requests: 4 },
      () => runOnce(direct, template),
      () => runOnce(ours, { Image: "busybox", HostConfig: {} }),
    ),
  );
}

async function exec(http: DockerHttp, container: string): Promise<void> {
  const id = await http.create(`/containers/${container}/exec`, {
    AttachStdout: true,
    Cmd: ["echo", "hello"],
  });
  const stream = await http.hijack(`/exec/${id}/start`, { Detach: false, Tty: false });
  const output = await buffer(stream);
  if (!output.includes("hello")) throw new Error(`exec said ${output}`);
  stream.end();
  await http.ask("GET", `/exec/${id}/json`);
}

interface Template {
  Image: string;
  HostConfig: object;
  NetworkingConfig?: object;
}

/** What the gateway asked of the engine, to ask for the same without it. */
async function templateOf(direct: DockerHttp, id: string): Promise<Template> {
  const { HostConfig } = JSON.parse((await direct.ask("GET", `/containers/${id}/json`)).toString());
  return { Image: "escale/catalogue/busybox:latest", HostConfig };
}

/** As `docker run --rm` asks. */
async function runOnce(http: DockerHttp, template: Template): Promise<void> {
  const id = await http.create("/containers/create", {
    ...template,
    HostConfig: { ...template.HostConfig, AutoRemove: true },
    Cmd: ["echo", "hello"],
    AttachStdout: true,
    AttachStderr: true,
  });
  const stream = await http.hijack(`/containers/${id}/attach?stream=1&stdout=1&stderr=1`);
  const output = buffer(stream);
  const waited = await http.open("POST", `/containers/${id}/wait?condition=removed`);
  await http.ask("POST", `/containers/${id}/start`);
  if (!(await output).includes("hello")) throw new Error(`run said ${await output}`);
  stream.end();
  await buffer(waited);
}
