import { expect, test } from "vitest";
import { parseResolvers } from "./isolation";
import { inForce, removeInput, restoreInput, rulesOf, type Wanted } from "./rules";

const wanted: Wanted = { instance: "0123456789ab", egress: "none", resolvers: [] };

/** What iptables-save prints once the rules are in force, with more before and after the jumps. */
function saved(ahead: string[] = [], change: (rule: string) => string[] = (rule) => [rule]) {
  const rules = rulesOf(wanted, 4);
  return [
    "*mangle",
    ":ESCALE-012345-INPUT - [0:0]",
    ":ESCALE-012345-FORWARD - [0:0]",
    ...ahead,
    "-A INPUT -j ESCALE-012345-INPUT",
    "-A FORWARD -j ESCALE-012345-FORWARD",
    "-A FORWARD -j ACCEPT",
    ...rules.INPUT.flatMap(change).map((rule) => `-A ESCALE-012345-INPUT ${rule}`),
    ...rules.FORWARD.flatMap(change).map((rule) => `-A ESCALE-012345-FORWARD ${rule}`),
    "COMMIT",
    "",
  ].join("\n");
}

test("in force: whole, in order, and ahead of what is not another instance's", () => {
  expect(inForce(wanted, 4, saved())).toBe(true);
  expect(inForce(wanted, 4, saved(["-A INPUT -j ESCALE-abcdef-INPUT"]))).toBe(true);
});

test.each([
  ["an ACCEPT ahead of the jump", saved(["-A INPUT -j ACCEPT"])],
  ["no jump", saved().replace("-A FORWARD -j ESCALE-012345-FORWARD\n", "")],
  ["a rule is missing", saved([], (rule) => (rule.endsWith("DROP") ? [] : [rule]))],
  ["a rule too many", saved([], (rule) => ["-j RETURN", rule])],
  ["nothing at all", "*mangle\nCOMMIT\n"],
  ["the rules of open egress", saved().replace("-i esc012345+ -j DROP", "-i esc012345+ -j RETURN")],
])("not in force: %s", (_what, text) => {
  expect(inForce(wanted, 4, text)).toBe(false);
});

test("open egress lets nothing through to private, link-local or metadata addresses", () => {
  const rules = rulesOf({ ...wanted, egress: "open", resolvers: ["10.0.0.53"] }, 4).FORWARD;
  const pass = rules.findIndex((rule) => rule.startsWith("-s "));
  expect(rules).not.toContain("-i esc012345+ -j RETURN");
  expect(rules.filter((rule) => rule.startsWith("-s "))).toHaveLength(3);
  for (const range of ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16"]) {
    const at = rules.indexOf(`-d ${range} -i esc012345+ -j DROP`);
    expect(at).toBeGreaterThanOrEqual(0);
    expect(at).toBeLessThan(pass);
  }
  expect(rules.filter((rule) => rule.startsWith("-d 10.0.0.53/32 "))).toEqual([
    "-d 10.0.0.53/32 -i esc012345+ -p udp -m udp --dport 53 -j RETURN",
    "-d 10.0.0.53/32 -i esc012345+ -p tcp -m tcp --dport 53 -j RETURN",
  ]);
  // IPv6 stays closed
  expect(rulesOf({ ...wanted, egress: "open" }, 6)).toEqual(rulesOf(wanted, 6));
});

test("putting back replaces our own jumps and leaves the others", () => {
  const input = restoreInput(wanted, 4, saved(["-A INPUT -j ACCEPT"]));
  expect(input).toContain("-D INPUT -j ESCALE-012345-INPUT\n");
  expect(input).toContain("-I INPUT 1 -j ESCALE-012345-INPUT\n");
  expect(input).not.toContain("ACCEPT");
});

test("taking away names our chains alone, and nothing where there is nothing", () => {
  expect(removeInput(wanted.instance, "*mangle\nCOMMIT\n")).toBeNull();
  expect(removeInput(wanted.instance, saved())).toBe(
    [
      "*mangle",
      "-D INPUT -j ESCALE-012345-INPUT",
      "-D FORWARD -j ESCALE-012345-FORWARD",
      "-F ESCALE-012345-INPUT",
      "-F ESCALE-012345-FORWARD",
      "-X ESCALE-012345-INPUT",
      "-X ESCALE-012345-FORWARD",
      "COMMIT",
      "",
    ].join("\n"),
  );
});

test("name servers on the host's own loopback are not asked through the firewall", () => {
  expect(
    parseResolvers("nameserver 127.0.0.53\nnameserver 10.0.0.53\nnameserver fd00::1\nsearch x\n"),
  ).toEqual(["10.0.0.53"]);
});

test("a list of hosts opens one port of one address, for IPv4, and nothing outside", () => {
  const list: Wanted = { ...wanted, egress: "list" };
  expect(rulesOf(list, 4)).toEqual(rulesOf(wanted, 4));
  const proxy = { address: "198.19.1.35", port: 13128 };
  const { INPUT, FORWARD } = rulesOf({ ...list, proxy }, 4);
  const door = "-d 198.19.1.35/32 -i esc012345+ -p tcp -m tcp --dport 13128 -j RETURN";
  const closed = "-i esc012345x+ -j DROP";
  expect(INPUT.filter((rule) => !rulesOf(wanted, 4).INPUT.includes(rule))).toEqual([closed, door]);
  expect(INPUT.indexOf(door)).toBeLessThan(INPUT.indexOf("-i esc012345+ -j DROP"));
  expect(FORWARD.filter((rule) => rule !== closed)).toEqual(rulesOf(wanted, 4).FORWARD);
  expect(rulesOf({ ...list, proxy }, 6)).toEqual(rulesOf(wanted, 6));
});

test("who is closed passes through none of what opens for the others", () => {
  const door = "-i esc012345x+ -j DROP";
  const proxy = { address: "10.99.0.1", port: 3128 };
  const open = rulesOf({ ...wanted, egress: "open", resolvers: ["10.0.0.53"] }, 4);
  const list = rulesOf({ ...wanted, egress: "list", proxy }, 4);
  for (const rules of [open.INPUT, open.FORWARD, list.INPUT, list.FORWARD]) {
    const at = rules.indexOf(door);
    expect(at).toBeGreaterThanOrEqual(0);
    // before it, only answers to the host and what stays on its bridge
    for (const rule of rules.slice(0, at)) expect(rule).toMatch(/--ctdir REPLY|physdev/);
  }
});
