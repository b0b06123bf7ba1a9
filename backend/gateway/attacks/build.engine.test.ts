/** Builds: attempts 22, 22b, 22c. Each says what A got, and that B and the host are unharmed. */
import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { type Header, pack } from "tar-stream";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import {
  type Answer,
  type Bench,
  engineSocket,
  onEngine,
  openBench,
  run,
  type TestTenant,
} from "../testing";

const MiB = 1024 ** 2;
let bench: Bench;
let a: TestTenant;
let b: TestTenant;
/** B's image, which holds a secret */
let bImage: string;
/** what must not be in anything that A gets */
let ofB: string[];

beforeAll(async () => {
  bench = await openBench({ images: 40, containerMemory: 64 * MiB, contextBytes: 4 * MiB });
  ({ a, b } = bench);
  await b.ok("exec", "web", "sh", "-c", "echo b-only-secret > /secret");
  bImage = await b.ok("commit", "web", "secret/app:1");
  ofB = [b.workspace, bImage.slice(7, 19), "b-only-secret", "secret/app"];
});
afterAll(() => bench.close());
afterEach(async () => {
  expect(await b.ok("images", "-q", "--no-trunc", "secret/app:1")).toBe(bImage);
  expect(await b.ok("ps", "-q", "--no-trunc")).toBe(bench.victim.id);
  expect(await a.ok("ps", "-aq")).toBe("");
  expect(await onEngine("ps", "-aq", "--filter", `label=escale.workspace=${a.workspace}`)).toBe("");
});

type Member = [Partial<Header> & Pick<Header, "name">, (string | Buffer)?];

function tarOf(members: Member[]): Promise<Buffer> {
  const writer = pack();
  for (const [header, content = ""] of members) writer.entry(header, content);
  writer.finalize();
  return buffer(writer);
}

const tarType = { "Content-Type": "application/x-tar" };

/** Sends a context; the answer's text is the build's progress. */
async function build(
  tenant: TestTenant,
  dockerfile: string,
  {
    query = "",
    members = [],
    headers = tarType,
  }: { query?: string; members?: Member[]; headers?: Record<string, string> } = {},
): Promise<Answer> {
  const tar = await tarOf([[{ name: "Dockerfile" }, dockerfile], ...members]);
  return tenant.http("POST", `/v1.41/build?${query}`, tar, headers);
}

function refused({ status, text }: Answer, what = ""): void {
  const failed = status >= 400 || /"errorDetail"/.test(text);
  expect(failed, `${what}: ${text.slice(0, 300)}`).toBe(true);
  expect(status, what).toBeLessThan(500);
  // apart from what A wrote and is told back
  const told = text.replaceAll(/«[^»]*»/g, "");
  for (const word of ofB) expect(told, what).not.toContain(word);
}

describe("22c. B's image as a base", () => {
  const forms = (): [string, string][] => {
    const hex = bImage.slice(7);
    return [
      ["ID", bImage],
      ["bare ID", hex],
      ["short ID", hex.slice(0, 12)],
      ["prefix", hex.slice(0, 5)],
      ["digest", `secret/app@${bImage}`],
      ["name", "secret/app:1"],
      ["scoped name", `escale/w-${b.workspace}/docker.io/secret/app:1`],
      ["catalogue-like", `escale/catalogue/../w-${b.workspace}/docker.io/secret/app:1`],
      ["hub name", `docker.io/escale/w-${b.workspace}/docker.io/secret/app:1`],
      ["workstation", "escale/workstation:latest"],
    ];
  };

  test("FROM, COPY --from and ONBUILD, by any form", async () => {
    for (const [what, image] of forms()) {
      refused(await build(a, `FROM ${image}\nRUN cat /secret\n`), what);
      refused(
        await build(a, `FROM busybox\nCOPY --from=${image} /secret /\nRUN cat /secret\n`),
        what,
      );
      refused(await build(a, `FROM busybox\nONBUILD COPY --from=${image} /secret /\n`), what);
    }
  });

  test("composed, continued, recoded", async () => {
    const [half, rest] = [bImage.slice(0, 20), bImage.slice(20)];
    for (const text of [
      `ARG A=${half}\nARG B=${rest}\nFROM $A$B\n`,
      `ARG A\nFROM \${A:-${bImage}}\n`,
      `ARG A=x\nFROM \${A:+${bImage}}\n`,
      `# escape=\`\nFROM \`\n${bImage}\n`,
      `FROM \\\r\n  ${bImage}\r\n`,
      `\ufeffFROM ${bImage}\n`,
      `FROM \\\n# comment\n\n${bImage}\n`,
      `FROM busybox AS x\nFROM ${bImage.slice(7, 19)} AS busybox\nFROM busybox\n`,
      `FROM busybox\nRUN <<EOF\nFROM ${bImage}\nEOF\n`,
      `FROM busybox\nCOPY <<FROM /x\nFROM ${bImage}\nFROM\n`,
      `FROM busybox\nRUN x\rFROM ${bImage}\n`,
      `FROM busybox\u2028FROM ${bImage}\n`,
      `FROM busybox\nRUN --mount=type=bind,from=${bImage},target=/m cat /m/secret\n`,
      `FROM busybox\nCOPY --from=busybox\u00a0--from=${bImage} / /\n`,
      `FROM busybox\nCOPY --chown=0 --from=${bImage} /secret /\n`,
      `FROM busybox AS x${bImage.slice(7, 19)}\nFROM ${bImage}\n`,
    ])
      refused(await build(a, text), JSON.stringify(text));
    const buildargs = encodeURIComponent(JSON.stringify({ A: bImage }));
    refused(await build(a, "ARG A=busybox\nFROM $A\n", { query: `buildargs=${buildargs}` }));
  });

  test("a stage that bears the name of B's image is A's own stage", async () => {
    const answer = await build(
      a,
      "FROM busybox AS secret\nRUN echo a-own > /secret\nFROM busybox\nCOPY --from=secret /secret /\nRUN cat /secret\n",
    );
    expect(answer.text).toContain("a-own");
    for (const word of ofB) expect(answer.text).not.toContain(word);
  });

  test("from a Dockerfile at an odd path; another one beside it is not read", async () => {
    const evil: Member = [{ name: "a/D" }, `FROM ${bImage}\n`];
    refused(await build(a, "FROM busybox\n", { query: "dockerfile=a%2FD", members: [evil] }));
    for (const path of ["../Dockerfile", "/etc/passwd", "a/../../x", "..%2Fx"]) {
      const query = `dockerfile=${encodeURIComponent(path)}`;
      refused(await build(a, "FROM busybox\n", { query }), path);
    }
    // twice the same name: whichever is read, it is checked
    const twice = await build(a, "FROM busybox\n", {
      members: [[{ name: "Dockerfile" }, `FROM ${bImage}\n`]],
    });
    refused(twice);
  });

  test("a missing image and B's are told apart by nothing", async () => {
    const plain = async (image: string) =>
      (await build(a, `FROM ${image}\n`)).text.replaceAll(image, "IMAGE");
    expect(await plain("secret/app:1")).toBe(await plain("secret/app:9"));
    expect(await plain(bImage)).toBe(await plain(`sha256:${"0".repeat(64)}`));
  });
});

describe("22b. the build cache", () => {
  /** The images that the engine has of a tenant's builds, oldest last, by what made them. */
  const chain = (image: string) =>
    onEngine("history", "--no-trunc", "--format", "{{.ID}} {{.CreatedBy}}", image);

  test("nothing is learned from what B has built, and A's own build is its own", async () => {
    const text = `FROM busybox\nRUN echo ${randomBytes(4).toString("hex")} > /made\n`;
    expect((await build(b, text, { query: "t=warm" })).text).toContain("Successfully");
    const again = await build(b, text);
    expect(again.text).toContain("Using cache");
    const first = await build(a, text, { query: "t=warm" });
    expect(first.text).not.toContain("Using cache");
    expect((await build(a, text)).text).toContain("Using cache");
    const ids = async (tenant: TestTenant) => tenant.ok("images", "-q", "--no-trunc", "warm");
    expect(await ids(a)).not.toBe(await ids(b));
  });

  test("a commit that claims B's next RUN is not taken", async () => {
    // what the classic builder compares: the parent, and the configuration with its command
    const command = "cat /etc/passwd > /built";
    await a.ok("create", "--name", "forged", "busybox", "/bin/sh", "-c", command);
    await a.ok("start", "forged");
    await a.ok(
      "commit",
      "--change",
      `CMD ["/bin/sh","-c",${JSON.stringify(command)}]`,
      "forged",
      "forged:1",
    );
    await a.ok("rm", "-f", "forged");
    // and with the builder itself, as far as A may
    await build(a, `FROM busybox\nRUN ${command}\n`, { query: "t=forged:2" });
    const answer = await build(b, `FROM busybox\nRUN ${command}\n`, { query: "t=mine" });
    expect(answer.text).not.toContain("Using cache");
    const chains = [
      await chain(await a.ok("images", "-q", "--no-trunc", "forged:2")),
      await chain(await b.ok("images", "-q", "--no-trunc", "mine")),
    ];
    const made = chains.map(
      (text) =>
        new Set(
          text
            .split("\n")
            .filter((line) => line.startsWith("sha256:") && line.includes(command))
            .map((line) => line.slice(0, 71)),
        ),
    );
    for (const id of made[0] ?? []) expect(made[1]?.has(id)).toBe(false);
  });

  test("the poison works on the engine itself, and not through the gateway", async () => {
    const own = (name: string) => `escale/w-${a.workspace}/docker.io/library/${name}`;
    const base = "escale/catalogue/busybox:latest";
    const command = `echo pure-${randomBytes(4).toString("hex")} > /x`;
    const name = `poison-${randomBytes(4).toString("hex")}`;
    const text = `FROM ${base}\nRUN ${command}\n`;
    const direct = (...args: string[]) =>
      run(
        "docker",
        ["--host", `unix://${engineSocket()}`, "build", "--network", "none", ...args, "-"],
        text,
      );
    await onEngine(
      "run",
      "-d",
      "--network",
      "none",
      "--name",
      name,
      base,
      "/bin/sh",
      "-c",
      command,
    );
    await onEngine("wait", name);
    await onEngine("commit", name, `${own("poison")}:latest`);
    await onEngine("rm", "-v", name);
    // the builder takes the commit for its own step
    expect((await direct("-t", own("direct"))).out).toContain("Using cache");
    const answer = await build(b, text.replace(base, "busybox"));
    expect(answer.text).toContain("Successfully built");
    expect(answer.text).not.toContain("Using cache");
  });

  test("the key can be set by nobody, and is shown to nobody", async () => {
    for (const text of [
      `FROM busybox\nLABEL escale.workspace=${b.workspace}\n`,
      "FROM busybox\nLABEL a=b \\\n escale.cache=x\n",
      "FROM busybox\nARG K=escale.cache\nLABEL $K=x\n",
      "FROM busybox\nLABEL 'escale.role'=workstation\n",
      "FROM busybox\nONBUILD LABEL escale.role=workstation\n",
    ])
      refused(await build(a, text), text);
    for (const labels of [
      { "escale.cache": "x" },
      { " escale.role": "workstation" },
      { 'a"="b" escale.cache': "x" },
    ])
      refused(
        await build(a, "FROM busybox\n", {
          query: `labels=${encodeURIComponent(JSON.stringify(labels))}`,
        }),
      );
    const answer = await build(a, "FROM busybox\nRUN env; true\n", { query: "t=shown" });
    const everything = [
      answer.text,
      await a.ok("inspect", "shown"),
      await a.ok("history", "--no-trunc", "shown"),
      await a.ok("images", "--no-trunc", "--format", "{{json .}}"),
      await a.ok("run", "--rm", "shown", "env"),
    ].join("\n");
    expect(everything).not.toMatch(/escale\.(cache|workspace|role)/);
    expect(await a.ok("images", "--filter", "label=cours", "-q")).toBe("");
    expect((await a.docker(["images", "--filter", "label=escale.cache"])).code).not.toBe(0);
  });

  test("what B's builds leave cannot be named, run, removed or pruned by A", async () => {
    await build(b, "FROM busybox AS one\nRUN echo inner > /inner\nFROM busybox\nRUN echo outer\n", {
      query: "t=outer",
    });
    const inner = (
      await onEngine(
        "images",
        "-aq",
        "--no-trunc",
        "--filter",
        `label=escale.workspace=${b.workspace}`,
      )
    ).split("\n");
    expect(inner.length).toBeGreaterThan(3);
    for (const id of inner) {
      refused(await build(a, `FROM ${id}\n`));
      expect((await a.http("GET", `/images/${id}/json`)).status).toBe(404);
      expect((await a.http("DELETE", `/images/${id}?force=1`)).status).toBe(404);
      expect((await a.http("POST", "/containers/create", { Image: id })).status).toBe(404);
    }
    await a.ok("builder", "prune", "-af");
    await a.ok("image", "prune", "-af");
    await a.ok("pull", "-q", "busybox");
    expect(
      (
        await onEngine(
          "images",
          "-aq",
          "--no-trunc",
          "--filter",
          `label=escale.workspace=${b.workspace}`,
        )
      )
        .split("\n")
        .sort(),
    ).toEqual(inner.sort());
  });
});

describe("22. the query, the context, the host", () => {
  test("options that reach further are refused, each by name", async () => {
    for (const [query, word] of [
      ["networkmode=host", "--network"],
      [`networkmode=container:${bench.victim.id}`, "--network"],
      ["remote=http://127.0.0.1:1/x", "adresse"],
      ["remote=https://github.com/x/y.git", "adresse"],
      ['extrahosts=["x:127.0.0.1"]', "--add-host"],
      ["extrahosts=x:127.0.0.1", "--add-host"],
      ["cgroupparent=/", "--cgroup-parent"],
      ["squash=1", "--squash"],
      ['securityopt=["seccomp=unconfined"]', "--security-opt"],
      ['ulimits=[{"Name":"nproc","Soft":-1,"Hard":-1}]', "--ulimit"],
      [`cachefrom=["escale/w-${b.workspace}/docker.io/secret/app:1"]`, "--cache-from"],
      ['outputs=[{"Type":"local"}]', "--output"],
      ["platform=windows/amd64", "--platform"],
      ["cpusetcpus=0-1", "--cpuset-cpus"],
      ["version=2", "BuildKit"],
      ["session=x", "BuildKit"],
      ["memory=999999999999", "Mémoire"],
      ["memory=33554432&memswap=-1", "--memory-swap"],
      ["cpuquota=900000&cpuperiod=100000", "Processeurs"],
      ["unknown=1", "unknown"],
      ["t=a&T=b", "T"],
      ["t=../x", "invalid reference"],
      ["t=escale/w-x@sha256:1", "invalid reference"],
    ]) {
      const encoded = (query ?? "").replaceAll(/[[\]{}":]/g, encodeURIComponent);
      const answer = await build(a, "FROM busybox\nRUN true\n", { query: encoded });
      expect(answer.status, query).toBeGreaterThanOrEqual(400);
      expect(answer.status, query).toBeLessThan(500);
      expect(answer.message, query).toContain(word);
    }
  });

  test("a tag lands in A's own scope, however it is written", async () => {
    const query = `t=${encodeURIComponent(`escale/w-${b.workspace}/docker.io/secret/app:1`)}&t=${encodeURIComponent("escale/catalogue/busybox:latest")}`;
    const before = await onEngine(
      "inspect",
      "--format",
      "{{.Id}}",
      "escale/catalogue/busybox:latest",
    );
    expect((await build(a, "FROM busybox\nRUN echo mine\n", { query })).text).toContain(
      "Successfully tagged",
    );
    expect(
      await onEngine("inspect", "--format", "{{.Id}}", "escale/catalogue/busybox:latest"),
    ).toBe(before);
    await a.ok("image", "prune", "-af");
    await a.ok("pull", "-q", "busybox");
  });

  test("form and multipart bodies, which Go would merge over the query, are refused", async () => {
    for (const type of ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])
      refused(await build(a, "FROM busybox\n", { headers: { "Content-Type": type } }), type);
    refused(
      await a.http("POST", "/build?t=x", "networkmode=host", {
        "Content-Type": "application/x-www-form-urlencoded",
      }),
    );
  });

  test("members that leave the context, devices, pipes, members behind links", async () => {
    const cases: Member[][] = [
      [[{ name: "../../../escaped-by-build" }, "x"]],
      [[{ name: "/escaped-by-build" }, "x"]],
      [[{ name: "d", type: "character-device", devmajor: 1, devminor: 1 }]],
      [[{ name: "p", type: "fifo" }]],
      [[{ name: "h", type: "link", linkname: "/etc/shadow" }]],
      [[{ name: "h", type: "link", linkname: "../../../../etc/shadow" }]],
      [[{ name: "l", type: "symlink", linkname: "../../../../etc" }]],
      [[{ name: "l", type: "symlink", linkname: "/etc" }], [{ name: "l/escaped-by-build" }, "x"]],
    ];
    for (const members of cases)
      refused(await build(a, "FROM busybox\nCOPY . /c\n", { members }), JSON.stringify(members));
    const { existsSync } = await import("node:fs");
    expect(existsSync("/escaped-by-build") || existsSync("/etc/escaped-by-build")).toBe(false);
  });

  test("a link to the host's files shows the image's own, as Dockerfile and as source", async () => {
    const link: Member = [{ name: "shadow", type: "symlink", linkname: "/etc/hostname" }];
    const { hostname } = await import("node:os");
    const answer = await build(a, "FROM busybox\nCOPY shadow /s\nRUN cat /s || true\n", {
      members: [link],
    });
    expect(answer.text).not.toContain(hostname());
    const tar = await tarOf([[{ name: "Dockerfile", type: "symlink", linkname: "/etc/passwd" }]]);
    refused(await a.http("POST", "/build", tar, tarType));
  });

  test("ten times the bound in zeros, zipped or not, is stopped on its way", async () => {
    const zeros: Member = [{ name: "zeros" }, Buffer.alloc(40 * MiB)];
    const tar = await tarOf([[{ name: "Dockerfile" }, "FROM busybox\n"], zeros]);
    const { gzipSync } = await import("node:zlib");
    for (const bytes of [gzipSync(tar), tar]) {
      const answer = await a.http("POST", "/build", bytes, tarType);
      expect(answer).toMatchObject({ status: 413 });
    }
    expect((await build(a, "FROM busybox\n")).status).toBe(200);
  });

  test("the engine fetches nothing for A", async () => {
    let asked = 0;
    const server = createServer((_request, response) => {
      asked += 1;
      response.end("fetched");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}/x`;
    try {
      for (const text of [
        `FROM busybox\nADD ${url} /x\n`,
        `FROM busybox\nADD ["${url}", "/x"]\n`,
        `FROM busybox\nARG U=${url}\nADD $U /x\n`,
        `FROM busybox\nENV U=${url}\nADD a$U /x\n`,
        `FROM busybox\nADD "${url}" /x\n`,
        `FROM busybox\nADD ${url.replace("http", "HTTP")} /x\n`,
        `FROM busybox\nADD ${url.replace(":", "\\:")} /x\n`,
        `FROM busybox\nONBUILD ADD ${url} /x\n`,
        `FROM 127.0.0.1:${port}/x\n`,
        `FROM busybox\nCOPY --from=127.0.0.1:${port}/x / /\n`,
        `# syntax=127.0.0.1:${port}/x\nFROM busybox\n`,
        `FROM busybox\nRUN wget -T 2 -O - ${url}\n`,
      ])
        refused(await build(a, text), text);
      refused(await build(a, "FROM busybox\n", { query: `remote=${encodeURIComponent(url)}` }));
      expect(asked).toBe(0);
    } finally {
      await new Promise((resolve) => server.close(resolve));
    }
  });

  test("a fork bomb and a memory hog in RUN stop at their limits, B unharmed", async () => {
    const bomb = await build(
      a,
      "FROM busybox\nRUN i=0; while [ $i -lt 300 ]; do sleep 4 & i=$((i+1)); done; echo $i\n",
    );
    expect(bomb.text).toMatch(/fork|unavailable/);
    refused(await build(a, "FROM busybox\nRUN head -c 400000000 /dev/zero | tail > /dev/null\n"));
    expect(await b.ok("exec", "web", "echo", "bien")).toBe("bien");
  });

  test("BuildKit's doors stay closed, in French", async () => {
    for (const path of ["/session", "/grpc"])
      expect(await a.http("POST", path)).toMatchObject({
        status: 403,
        message: expect.stringContaining("BuildKit"),
      });
  });
});
