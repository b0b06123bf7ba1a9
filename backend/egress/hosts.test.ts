import { describe, expect, test } from "vitest";
import { readSettings } from "@/lib/protocol/settings";
import { isReachable } from "./addresses";
import { createShare } from "./budget";
import { createHosts, isHostName } from "./hosts";
import { parseAuthority } from "./target";

describe("the list", () => {
  const hosts = createHosts(["pypi.org", "*.pythonhosted.org"]);

  test.each([
    "pypi.org",
    "PyPI.org",
    "pypi.org.",
    "files.pythonhosted.org",
    "a.b.pythonhosted.org",
  ])("%s is on it", (host) => expect(hosts.allow(host)).toBe(true));

  test.each([
    ...["pythonhosted.org", "evilpythonhosted.org", "pypi.org.evil.org", "www.pypi.org", "org", ""],
    ...["pypi.org..", "*.pythonhosted.org", ".pythonhosted.org", "pypi.org:443", "pypi.org@x.org"],
    ...[
      "a/b.pythonhosted.org",
      "a b.pythonhosted.org",
      "a%2e.pythonhosted.org",
      "é.pythonhosted.org",
    ],
    ...["a\u0000.pythonhosted.org", "a\n.pythonhosted.org", "-a.pythonhosted.org"],
  ])("%j is not", (host) => expect(hosts.allow(host)).toBe(false));

  test.each([
    "127.0.0.1",
    "2130706433",
    "0x7f000001",
    "0x7f.1",
    "0177.0.0.1",
    "127.1",
    "::1",
    "1.0x2",
  ])("%s is no name", (address) => expect(isHostName(address)).toBe(false));

  test("is read from the settings, where an address or a bare word is an error", () => {
    const read = (text: string) => readSettings({ ESCALE_EGRESS_HOSTS: text }).ESCALE_EGRESS_HOSTS;
    expect(read("PyPI.org, *.pythonhosted.org,")).toEqual(["pypi.org", "*.pythonhosted.org"]);
    for (const text of ["10.0.0.1", "localhost", "*", "*.org", "http://pypi.org", "pypi.org:443"])
      expect(() => read(text), text).toThrow(/ESCALE_EGRESS_HOSTS/);
  });
});

test.each([
  ...["0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1", "127.255.0.1", "169.254.169.254"],
  ...["172.16.0.1", "192.168.1.1", "198.18.0.1", "198.19.1.2", "224.0.0.1", "255.255.255.255"],
  ...["::1", "::ffff:127.0.0.1", "fe80::1", "64:ff9b::7f00:1", "2606:4700::1111", "", "x"],
])("%s cannot be reached", (address) => expect(isReachable(address)).toBe(false));

test("a public address can", () => expect(isReachable("93.184.216.34")).toBe(true));

test.each([
  ...["deb.debian.org", "deb.debian.org:", ":443", "a@deb.debian.org:443", "[::1]:443"],
  ...["deb.debian.org:443/x", "http://deb.debian.org:443", "deb.debian.org:4 43", "a:1:443"],
  ...["deb.debian.org:022", "deb.debian.org:22", "deb.debian.org:65979", "deb.debian.org:8443"],
])("CONNECT %j goes nowhere", (text) => {
  expect(parseAuthority(text)).toHaveProperty("status");
});

test("connections, their rate and an hour's bytes are bounded", () => {
  let time = 0;
  const limits = { connections: 2, perSecond: 1, burst: 3, bytesPerHour: 100 };
  const share = createShare(limits, () => time);
  expect([share.enter(), share.enter(), share.enter()]).toEqual([true, true, false]);
  share.leave();
  expect([share.enter(), share.count(60), share.count(60), share.spent()]).toEqual([
    ...[true, true, false, true],
  ]);
  share.leave();
  expect(share.enter(), "too fast").toBe(false);
  time = 3_600_000;
  expect([share.spent(), share.enter()]).toEqual([false, true]);
});
