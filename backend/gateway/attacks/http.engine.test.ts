/** HTTP itself: attempts 26 to 31, in raw bytes where a client library would mend them. */
import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Bench, onEngine, openBench, type TestTenant, until } from "../testing";

let bench: Bench;
let a: TestTenant;

beforeAll(async () => {
  bench = await openBench();
  a = bench.a;
  await a.ok("run", "-d", "--name", "box", "busybox", "sleep", "3600");
});
afterAll(() => bench.close());

const get = (target: string, method = "GET", more = "") =>
  `${method} ${target} HTTP/1.1\r\nHost: docker\r\nConnection: close\r\n${more}\r\n`;
const statuses = (text: string) =>
  [...text.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map((match) => Number(match[1]));

describe("27. targets and methods", () => {
  test.each([
    "//containers/json",
    "/v1.41/../containers/json",
    "/./info",
    "/%2e%2e/info",
    "/containers%2Fjson",
    "/info;x",
    "/info#x",
    "/containers/json?a?b",
    "*",
    "http://docker/info",
    "/v1.41//info",
    "/v9.99/info",
    "/v1.12/info",
    "/v1.041/info",
    "/v1/info",
    "info",
    "/info/",
    "/INFO",
    "/_ping/x",
    "/v1.41/v1.41/info",
    "/containers/./json",
    `/${"a/".repeat(3000)}`,
    `/info?${"x".repeat(15_000)}`,
  ])("%s is refused", async (target) => {
    const [status] = statuses(await a.raw(get(target)));
    expect([400, 403, 404, 431]).toContain(status);
  });

  test.each(["get", "TRACE", "OPTIONS", "PATCH", "PROPFIND", "CONNECT", "G\u0000ET", "POST"])(
    "method %s is refused",
    async (method) => {
      const [status = 0] = statuses(await a.raw(get("/containers/json", method)));
      expect([0, 400, 403]).toContain(status);
    },
  );

  test("a header does not override the method", async () => {
    for (const header of ["X-HTTP-Method-Override", "X-Method-Override", "X-HTTP-Method"])
      expect(
        (await a.http("GET", "/containers/box/kill", undefined, { [header]: "POST" })).status,
      ).toBe(403);
    expect(await a.ok("inspect", "--format", "{{.State.Running}}", "box")).toBe("true");
  });
});

describe("28. framing", () => {
  const kill = "POST /containers/box/kill HTTP/1.1\r\nHost: d\r\nContent-Length: 0\r\n\r\n";
  test.each([
    ["two lengths", "Content-Length: 0\r\nContent-Length: 5\r\n"],
    ["length and chunked", "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n"],
    ["a negative length", "Content-Length: -1\r\n"],
    ["a signed length", "Content-Length: +0\r\n"],
    ["a length beyond numbers", "Content-Length: 99999999999999999999\r\n"],
    ["an unknown transfer encoding", "Transfer-Encoding: xchunked\r\n"],
    ["obs-fold", "X-A: b\r\n c\r\n"],
    ["NUL in a header", "X-A: b\u0000c\r\n"],
    ["a space before the colon", "Content-Length : 0\r\n"],
    ["1 MiB of headers", `X-A: ${"b".repeat(1024 * 1024)}\r\n`],
  ])("%s: one refusal, and what follows is not obeyed", async (_, headers) => {
    const text = await a.raw(`POST /containers/json HTTP/1.1\r\nHost: d\r\n${headers}\r\n${kill}`);
    expect(statuses(text).every((status) => status >= 400)).toBe(true);
    expect(await a.ok("inspect", "--format", "{{.State.Running}}", "box")).toBe("true");
  });

  test("bad chunks and a body where none belongs", async () => {
    for (const chunk of [
      "zz\r\nabc\r\n0\r\n\r\n",
      "5\r\nab\r\n0\r\n\r\n",
      "fffffffffffffffff\r\n",
      "5\r\nhello\r\n0\r\n\r\n",
    ]) {
      const text = await a.raw(
        `POST /containers/box/kill HTTP/1.1\r\nHost: d\r\nTransfer-Encoding: chunked\r\n\r\n${chunk}`,
        500,
      );
      expect(statuses(text).every((status) => status >= 400)).toBe(true);
    }
    expect(await a.ok("inspect", "--format", "{{.State.Running}}", "box")).toBe("true");
  });

  test("bare LF is not a line", async () => {
    const text = await a.raw(
      "POST /containers/box/kill HTTP/1.1\nHost: d\nContent-Length: 0\n\n",
      500,
    );
    expect(statuses(text).every((status) => status >= 400)).toBe(true);
    expect(await a.ok("inspect", "--format", "{{.State.Running}}", "box")).toBe("true");
  });
});

describe("29. upgrades", () => {
  const upgrade = (target: string, body = "", more = "") =>
    `POST ${target} HTTP/1.1\r\nHost: d\r\nConnection: Upgrade\r\nUpgrade: tcp\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n${more}\r\n${body}`;

  test("on a route that does not stream: refused, closed, pipelined bytes not obeyed", async () => {
    for (const target of [
      "/containers/box/stop",
      "/containers/create",
      "/build",
      "/session",
      "/containers/none/attach",
    ]) {
      const text = await a.raw(
        `${upgrade(target)}POST /containers/box/kill HTTP/1.1\r\nHost: d\r\nContent-Length: 0\r\n\r\n`,
      );
      expect(statuses(text), target).toHaveLength(1);
      expect(statuses(text)[0]).toBeGreaterThanOrEqual(400);
    }
    expect(await a.ok("inspect", "--format", "{{.State.Running}}", "box")).toBe("true");
  });

  test("another protocol, chunked bodies and odd lengths are refused", async () => {
    for (const bytes of [
      upgrade("/containers/box/attach?stream=1").replace("Upgrade: tcp", "Upgrade: h2c"),
      upgrade("/containers/box/attach?stream=1").replace(
        "Content-Length: 0",
        "Transfer-Encoding: chunked",
      ),
      upgrade("/containers/box/attach?stream=1").replace(
        "Content-Length: 0",
        "Content-Length: 999999999",
      ),
    ])
      expect(statuses(await a.raw(bytes)).every((status) => status >= 400)).toBe(true);
  });

  test("bytes behind an accepted upgrade are the program's input, and reach it whole", async () => {
    const created: { Id: string } = JSON.parse(
      (
        await a.http("POST", "/containers/box/exec", {
          Cmd: ["head", "-n", "1"],
          AttachStdin: true,
          AttachStdout: true,
          Tty: false,
        })
      ).text,
    );
    const text = await a.raw(
      `${upgrade(`/exec/${created.Id}/start`, '{"Detach":false,"Tty":false}')}GET /containers/json HTTP/1.1\nmore\n`,
    );
    expect(text).toContain("101 UPGRADED");
    expect(text).toContain("GET /containers/json HTTP/1.1");
    expect(statuses(text)).toEqual([101]);
  });

  test("a client that vanishes behind a half-close frees its connection", async () => {
    await a.ok("run", "-di", "--name", "waiting", "busybox", "sleep", "3600");
    // of this process, which holds the gateway: connections on unix sockets, both ways
    const sockets = () =>
      process.getActiveResourcesInfo().filter((kind) => kind === "PipeWrap").length;
    const before = sockets();
    const clients = await Promise.all(
      Array.from(
        { length: 5 },
        () =>
          new Promise<ReturnType<typeof connect>>((resolve) => {
            const client = connect(a.socket);
            client.once("data", () => resolve(client));
            client.write(upgrade("/containers/waiting/attach?stream=1&stdout=1&stderr=1"));
          }),
      ),
    );
    expect(sockets()).toBeGreaterThanOrEqual(before + 10);
    for (const client of clients) client.destroy();
    await until(() => sockets() <= before + 1, 15_000);
    await a.ok("rm", "-f", "waiting");
  }, 30_000);

  test("hang-ups at every byte leave a gateway that answers", async () => {
    const bytes = upgrade("/containers/box/attach?stream=1&stdout=1");
    await Promise.all(
      Array.from(
        { length: 40 },
        (_, index) =>
          new Promise<void>((resolve) => {
            const client = connect(a.socket);
            client.on("error", () => undefined);
            client.on("close", () => resolve());
            client.write(bytes.slice(0, Math.floor((index * bytes.length) / 40)), () =>
              client.destroy(),
            );
          }),
      ),
    );
    expect((await a.http("GET", "/_ping")).text).toBe("OK");
  });
});

describe("30. JSON and forms", () => {
  const count = () => a.ok("ps", "-aq").then((ids) => ids.split("\n").length);
  const host = (text: string) => `{"Image":"busybox","HostConfig":${text}}`;
  test.each([
    ["duplicate keys", '{"Image":"busybox","HostConfig":{},"HostConfig":{"Privileged":true}}'],
    ["duplicate keys within", host('{"Privileged":false,"Privileged":true}')],
    ["a key in lower case", host('{"privileged":true}')],
    ["a key in upper case", '{"Image":"busybox","HOSTCONFIG":{"Privileged":true}}'],
    ["a key with a long s", '{"Image":"busybox","HoſtConfig":{"Privileged":true}}'],
    ["a key with a Kelvin sign", host('{"Lin\u212As":["x:y"]}')],
    ["HostConfig's fields at the top", '{"Image":"busybox","Privileged":true,"Binds":["/:/h"]}'],
    ["__proto__", '{"Image":"busybox","__proto__":{"HostConfig":{"Privileged":true}}}'],
    ["a second document", `${host("{}")}${host('{"Privileged":true}')}`],
    ["depth 10,000", host("[".repeat(10_000))],
    ["a number beyond 2^53", host('{"Memory":9007199254740993}')],
    ["a number beyond doubles", host('{"Memory":1e400}')],
    ["a byte order mark", `\ufeff${host("{}")}`],
    ["an array for an object", host("[]")],
    ["text for a number", host('{"Memory":"1g"}')],
    ["truth as text", host('{"Privileged":"true"}')],
    ["an array for the whole", "[]"],
    ["null for the whole", "null"],
    ["nothing", ""],
  ])("%s makes no container", async (_, body) => {
    const before = await count();
    expect((await a.http("POST", "/containers/create", body)).status).toBe(400);
    expect(await count()).toBe(before);
  });

  test("invalid UTF-8, and a body of 3 MiB", async () => {
    expect(
      (await a.http("POST", "/containers/create", Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d])))
        .status,
    ).toBe(400);
    const large = await a
      .http(
        "POST",
        "/containers/create",
        JSON.stringify({ Image: "busybox", Env: ["x".repeat(3 * 1024 ** 2)] }),
      )
      .catch(() => undefined);
    expect([413, undefined]).toContain(large?.status);
  });

  test("30b. forms never reach the engine's query", async () => {
    for (const type of [
      "application/x-www-form-urlencoded",
      "multipart/form-data; boundary=x",
      "text/plain",
    ])
      for (const path of [
        "/containers/box/rename?name=same",
        "/images/busybox/tag?repo=x",
        "/containers/prune",
        "/commit?container=box",
        "/containers/box/kill",
        "/containers/create",
      ]) {
        const answer = await a.http(
          "POST",
          path,
          "name=other&repo=escale/catalogue/x&signal=KILL&v=1",
          { "Content-Type": type },
        );
        expect(answer.status, `${path} ${type}`).toBe(400);
      }
    expect(await a.ok("inspect", "--format", "{{.Name}} {{.State.Running}}", "box")).toBe(
      "/box true",
    );
  });

  test("30b. queries doubled, in another case, joined by ;", async () => {
    for (const query of [
      "name=a&name=b",
      "Name=a",
      "NAME=a",
      "name=a;name=b",
      "name=a&x=1",
      "name[]=a",
      "name=%",
      "name=%00",
    ])
      expect((await a.http("POST", `/containers/box/rename?${query}`)).status, query).toBe(400);
    expect(await a.ok("inspect", "--format", "{{.Name}}", "box")).toBe("/box");
  });

  test("30c. start with a HostConfig, at any version", async () => {
    for (const version of ["v1.23", "v1.24", "v1.41"])
      expect(
        (
          await a.http("POST", `/${version}/containers/box/start`, {
            Privileged: true,
            Binds: ["/:/h"],
          })
        ).status,
      ).toBe(400);
    expect((await a.http("GET", "/_ping", { x: 1 })).status).toBe(400);
  });
});

describe("31. too much", () => {
  test("idle connections beyond the limit are told so; B is served meanwhile", async () => {
    const clients = Array.from({ length: 200 }, () =>
      connect(a.socket).on("error", () => undefined),
    );
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await bench.b.ok("ps", "-q")).not.toBe("");
    const refused = await a.http("GET", "/version").catch(() => undefined);
    expect([503, undefined]).toContain(refused?.status);
    for (const client of clients) client.destroy();
    await until(
      async () => (await a.http("GET", "/version").catch(() => undefined))?.status === 200,
    );
  });

  test("who never ends a request's headers is hung up on, and keeps nobody waiting", async () => {
    const slow = Array.from({ length: 30 }, () => {
      const client = connect(a.socket);
      client.on("error", () => undefined);
      client.resume();
      client.write("GET /info HTTP/1.1\r\nHost: d\r\n");
      const drip = setInterval(() => client.write("X"), 1_000);
      return new Promise<void>((resolve) =>
        client.once("close", () => {
          clearInterval(drip);
          resolve();
        }),
      );
    });
    const begin = Date.now();
    expect((await a.http("GET", "/version")).status).toBe(200);
    expect((await bench.b.http("GET", "/version")).status).toBe(200);
    await Promise.all(slow);
    expect(Date.now() - begin).toBeLessThan(35_000);
    expect((await a.http("GET", "/version")).status).toBe(200);
  }, 60_000);

  test("the request rate is bounded per workspace", async () => {
    const small = await openBench({ requestsPerSecond: 5, requestBurst: 30 });
    try {
      const answers = await Promise.all(
        Array.from({ length: 50 }, () => small.a.http("GET", "/version")),
      );
      const refused = answers.filter((answer) => answer.status === 429);
      expect(refused.length).toBeGreaterThan(0);
      expect(refused[0]?.message).toContain("5 par seconde");
      expect((await small.b.http("GET", "/version")).status).toBe(200);
    } finally {
      await small.close();
    }
  });

  test("a reader that does not read holds no memory of the gateway", async () => {
    await a.ok("run", "-d", "--name", "loud", "busybox", "yes");
    const client = connect(a.socket);
    client.write(
      "POST /containers/loud/attach?stream=1&stdout=1 HTTP/1.1\r\nHost: d\r\nConnection: Upgrade\r\nUpgrade: tcp\r\nContent-Length: 0\r\n\r\n",
    );
    client.pause();
    const before = process.memoryUsage().rss;
    await new Promise((resolve) => setTimeout(resolve, 2000));
    expect(process.memoryUsage().rss - before).toBeLessThan(64 * 1024 ** 2);
    client.destroy();
    await a.ok("rm", "-f", "loud");
  });
});

test("after all this, the engine holds what it held of B", async () => {
  expect(
    await onEngine("inspect", "--format", "{{.State.Running}} {{.RestartCount}}", bench.victim.id),
  ).toBe("true 0");
});
