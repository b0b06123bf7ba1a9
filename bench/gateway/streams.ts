/** What is moved in bulk: output, archives, build contexts, images. */
import type { DockerHttp } from "../support/docker-http";
import { heads, pairs, showLatency, showThroughput } from "../support/pairs";
import { title } from "../support/stats";
import { tarOf } from "../support/tar";
import type { Tenant } from "./tenant";

const times = { times: 7, warm: 1, requests: 2 };
const MB = 1e6;

export async function benchStreams(tenant: Tenant): Promise<void> {
  title("In bulk (medians)");
  heads("of direct");
  await logs(tenant);
  await attach(tenant);
  await archives(tenant);
  await images(tenant);
  await builds(tenant);
}

/** A line of 99 characters and its end, `bytes` of them. */
const lines = (bytes: number) => `yes ${"x".repeat(99)} | head -c ${bytes}`;

/** A learner's container that was let keep more of its output than the gateway would let it. */
async function logs({ ours, direct, id: workspace, scoped }: Tenant): Promise<void> {
  const id = await direct.create(`/containers/create?name=${scoped("talker")}`, {
    Image: "escale/catalogue/busybox:latest",
    Cmd: ["sh", "-c", lines(10 * MB)],
    Labels: { "escale.workspace": workspace, "escale.role": "" },
    HostConfig: {
      NetworkMode: "none",
      LogConfig: { Type: "json-file", Config: { "max-size": "50m" } },
    },
  });
  await direct.ask("POST", `/containers/${id}/start`);
  await direct.ask("POST", `/containers/${id}/wait`);
  const read = (http: DockerHttp) => () => http.drain("GET", `/containers/${id}/logs?stdout=1`);
  const got = await read(ours)();
  if (got < 10 * MB) throw new Error(`only ${got} bytes of logs`);
  showThroughput("logs, 10 MB", got, await pairs(times, read(direct), read(ours)));
  await direct.ask("DELETE", `/containers/${id}?force=1`);
}

async function attach({ ours, direct }: Tenant): Promise<void> {
  const bytes = 50 * MB;
  const id = await ours.create("/containers/create", {
    Image: "busybox",
    Cmd: ["sleep", "600"],
    HostConfig: {},
  });
  await ours.ask("POST", `/containers/${id}/start`);
  const read = (http: DockerHttp) => async () => {
    const exec = await http.create(`/containers/${id}/exec`, {
      AttachStdout: true,
      Cmd: ["sh", "-c", lines(bytes)],
    });
    const stream = await http.hijack(`/exec/${exec}/start`, { Detach: false, Tty: false });
    let length = 0;
    for await (const chunk of stream) length += chunk.length;
    if (length < bytes) throw new Error(`only ${length} bytes`);
  };
  showThroughput("raw stream, 50 MB of lines", bytes, await pairs(times, read(direct), read(ours)));
  await ours.ask("DELETE", `/containers/${id}?force=1`);
}

async function archives({ ours, direct }: Tenant): Promise<void> {
  const id = await ours.create("/containers/create", { Image: "busybox", HostConfig: {} });
  for (const [name, tar] of await contents()) {
    const put = (http: DockerHttp) => () =>
      http.ask("PUT", `/containers/${id}/archive?path=/tmp`, tar);
    const get = (http: DockerHttp) => () =>
      http.drain("GET", `/containers/${id}/archive?path=/tmp/data`);
    showThroughput(`cp in, ${name}`, tar.length, await pairs(times, put(direct), put(ours)));
    showThroughput(`cp out, ${name}`, tar.length, await pairs(times, get(direct), get(ours)));
  }
  await ours.ask("DELETE", `/containers/${id}?force=1`);
}

const contents = async (more: Readonly<Record<string, string>> = {}) =>
  [
    ["50 MB in one file", await tarOf(1, 50 * MB, more)],
    ["50 MB in 2000 files", await tarOf(2000, 25_000, more)],
  ] as const;

async function images({ ours, direct }: Tenant): Promise<void> {
  await ours.ask("POST", "/images/create?fromImage=nginx&tag=latest");
  const saved = await direct.ask("GET", "/images/get?names=escale/catalogue/nginx:latest");
  const learners = await ours.ask("GET", "/images/get?names=nginx:latest");
  const save = (http: DockerHttp, name: string) => () =>
    http.drain("GET", `/images/get?names=${name}`);
  showThroughput(
    "save, an image of 100 MB",
    saved.length,
    await pairs(times, save(direct, "escale/catalogue/nginx:latest"), save(ours, "nginx:latest")),
  );
  showThroughput(
    "load of one that is there",
    saved.length,
    await pairs(
      times,
      () => direct.ask("POST", "/images/load", saved),
      () => ours.ask("POST", "/images/load", learners),
    ),
  );
}

const context = (base: string) => ({ Dockerfile: `FROM ${base}\nLABEL bench=1\n` });
const stages = (base: string) => ({
  Dockerfile: `FROM ${base} AS one
RUN echo one > /one
FROM ${base} AS two
COPY --from=one /one /one
RUN cat /one > /two
FROM ${base}
COPY --from=two /two /two
CMD ["cat", "/two"]
`,
});

async function builds({ ours, direct }: Tenant): Promise<void> {
  const build = (http: DockerHttp, tar: Buffer) => async () => {
    const output = await http.ask("POST", "/build?nocache=1&rm=1&networkmode=none", tar);
    if (!output.includes("Successfully built")) throw new Error(`build said ${output}`);
  };
  const learners = await contents(context("busybox"));
  const engines = await contents(context("escale/catalogue/busybox"));
  for (const [i, [name, tar]] of learners.entries())
    showThroughput(
      `build context, ${name}`,
      tar.length,
      await pairs(times, build(direct, engines[i]?.[1] ?? tar), build(ours, tar)),
    );
  showLatency(
    "build of three stages (p50 p99)",
    await pairs(
      { ...times, times: 9 },
      build(direct, await tarOf(0, 0, stages("escale/catalogue/busybox"))),
      build(ours, await tarOf(0, 0, stages("busybox"))),
    ),
  );
}
