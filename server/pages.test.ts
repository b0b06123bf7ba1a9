import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { allowedHosts, hostName } from "./hosts";
import { inlineScriptHashes, readPageHashes } from "./page-hashes";
import { terminalAt } from "./terminal-address";

const folder = mkdtempSync(join(tmpdir(), "escale-pages-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("inlineScriptHashes", () => {
  it("hashes inline scripts as a browser does, and leaves the others", () => {
    // The value is CSP Level 3's own example for `alert('Hello, world.');` (§8.4).
    const html = `<script>alert('Hello, world.');</script><script src="/a.js"></script><script async src=/b.js></script>`;
    expect(inlineScriptHashes(html)).toEqual([
      "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='",
    ]);
  });

  it("is not confused by an attribute that merely ends in src", () => {
    expect(inlineScriptHashes('<script data-src="x">1</script>')).toHaveLength(1);
  });
});

describe("readPageHashes", () => {
  it("knows pages by their address", async () => {
    const app = join(folder, "server/app");
    mkdirSync(join(app, "parcours/les-conteneurs"), { recursive: true });
    for (const name of ["index", "_not-found", "parcours", "parcours/les-conteneurs/lecon"]) {
      writeFileSync(join(app, `${name}.html`), "<script>1</script>");
    }
    const pages = await readPageHashes(folder);
    expect([...pages.keys()].sort()).toEqual([
      "/",
      "/_not-found",
      "/parcours",
      "/parcours/les-conteneurs/lecon",
    ]);
  });
});

describe("allowedHosts", () => {
  const allow = allowedHosts({ ESCALE_HOST: "0.0.0.0", ESCALE_URL: "https://escale.example.org" });

  it.each(["localhost:3000", "LOCALHOST", "127.0.0.1:80", "[::1]:3000", "escale.example.org"])(
    "answers to %s",
    (host) => expect(allow(host, "10.0.0.5")).toBe(true),
  );
  it.each([
    "evil.example",
    "localhost.evil.example",
    "evil.example:3000",
    "127.0.0.1.evil.example",
    "localhost@evil.example",
    "localhost, evil.example",
    "10.0.0.6",
    "",
    undefined,
  ])("does not answer to %s", (host) => expect(allow(host, "10.0.0.5")).toBe(false));
  it("answers to the address that it was reached at, which no name server can forge", () => {
    expect(allow("10.0.0.5:3000", "::ffff:10.0.0.5")).toBe(true);
    expect(allow("[fd00::5]:3000", "fd00::5")).toBe(true);
  });
  it("reads nothing but a host from a Host header", () => {
    expect(hostName("localhost:3000/path")).toBeNull();
    expect(hostName("localhost:99999999")).toBeNull();
  });
});

describe("terminalAt", () => {
  it("takes the one form of the path", () => {
    expect(terminalAt("/api/workspace/terminals/12/socket")).toEqual({ kind: "own", terminal: 12 });
    expect(terminalAt("/api/classes/c_1/watch/p-2/0123456789abcdef/terminals/3/socket")).toEqual({
      kind: "watched",
      ...{ classId: "c_1", place: "p-2", watch: "0123456789abcdef", terminal: 3 },
    });
    expect(terminalAt("/api/classes/c_1/broadcast/socket")).toEqual({
      kind: "shown",
      classId: "c_1",
    });
  });
  it.each([
    "/api/workspace/terminals/0/socket",
    "/api/workspace/terminals/01/socket",
    "/api/workspace/terminals/10000/socket",
    "/api/workspace/terminals/1/socket/",
    "/api/workspace/terminals/1/socket?owner=bob",
    "/api/workspace/terminals/1%2Fsocket",
    "/api/workspace/terminals/../terminals/1/socket",
    "//api/workspace/terminals/1/socket",
    "/api/workspace/terminals/1\r\nX: y/socket",
    "http://localhost/api/workspace/terminals/1/socket",
    "/api/workspace/terminals/١/socket",
    "/api/classes/c/watch/p/0123456789abcdef/terminals/0/socket",
    "/api/classes/c/watch/p/0123456789ABCDEF/terminals/1/socket",
    "/api/classes/c/watch/p/0123456789abcde/terminals/1/socket",
    "/api/classes/../watch/p/0123456789abcdef/terminals/1/socket",
    "/api/classes/c/watch/p%2f/0123456789abcdef/terminals/1/socket",
    "/api/classes/c/watch/p/0123456789abcdef/terminals/1/socket?place=q",
    "/api/classes/c/watch//0123456789abcdef/terminals/1/socket",
    "/api/classes//broadcast/socket",
    "/api/classes/c/broadcast/1/socket",
    "/api/classes/c/broadcast/socket#x",
  ])("takes nothing else: %j", (url) => expect(terminalAt(url)).toBeNull());
});
