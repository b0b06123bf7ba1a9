/**
 * The firewall that keeps learners' containers apart from the host and from each other, as text
 * for iptables-restore. It lives in the `mangle` table: dockerd and firewall front ends rewrite
 * `filter` as they please (a new network's ACCEPT goes to its head), none of them touches `mangle`,
 * and a DROP there is final whatever `filter` accepts.
 *
 * Every bridge of ours has a name that begins with the instance's prefix, so the rules do not
 * change when networks come and go.
 */

import { poolRanges } from "./subnets";

/** What containers may reach outside: nothing, listed hosts through our proxy, or any public address. */
export type Egress = "none" | "list" | "open";
export type Family = 4 | 6;

/** An address of this machine's own, IPv4, and a TCP port. */
export interface Place {
  address: string;
  port: number;
}

/** Interface names hold 15 characters: `esc`, six of the instance, six of the bridge's own. */
export const bridgePrefix = (instance: string): string => `esc${instance.slice(0, 6)}`;

/** Bridges of who reaches nothing outside although others do; the others' go on with a digit of `0-f`. */
export const closedPrefix = (instance: string): string => `${bridgePrefix(instance)}x`;

const chain = (instance: string, hook: Hook) => `ESCALE-${instance.slice(0, 6)}-${hook}`;

type Hook = "INPUT" | "FORWARD";
const hooks: readonly Hook[] = ["INPUT", "FORWARD"];

/** Addresses that are nobody's public host (IANA special-purpose registry, RFC 6890). */
export const notPublic = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.168.0.0/16",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/4",
  "240.0.0.0/4",
];

export interface Wanted {
  instance: string;
  egress: Egress;
  /** name servers of the host, which open egress may ask although they may have private addresses */
  resolvers: readonly string[];
  /** our proxy, while it listens: the one place of the host that containers reach */
  proxy?: Place | undefined;
}

/**
 * The rules of each chain, in the very form that iptables-save prints. Only answers come back to
 * the host (`--ctdir REPLY`: it has begun the connection); what stays on its bridge passes.
 */
export function rulesOf({ instance, egress, resolvers, proxy }: Wanted, family: Family) {
  const from = `-i ${bridgePrefix(instance)}+`;
  const to = `-o ${bridgePrefix(instance)}+`;
  const open = family === 4 && egress === "open";
  // before whatever opens something
  const closed = family === 4 && (open || proxy) ? [`-i ${closedPrefix(instance)}+ -j DROP`] : [];
  const asks = resolvers.flatMap((address) =>
    ["udp", "tcp"].map(
      (protocol) => `-d ${address}/32 ${from} -p ${protocol} -m ${protocol} --dport 53 -j RETURN`,
    ),
  );
  return {
    INPUT: [
      ...(family === 4
        ? [`${from} -m conntrack --ctstate ESTABLISHED --ctdir REPLY -j RETURN`]
        : []),
      ...closed,
      ...(family === 4 && proxy
        ? [`-d ${proxy.address}/32 ${from} -p tcp -m tcp --dport ${proxy.port} -j RETURN`]
        : []),
      `${from} -j DROP`,
    ],
    FORWARD: [
      `${from} -m physdev --physdev-is-bridged -j RETURN`,
      ...closed,
      ...(open
        ? [
            ...asks,
            ...notPublic.map((range) => `-d ${range} ${from} -j DROP`),
            // a build's step may forge packets: not with an address that is nobody's here
            ...poolRanges.map((range) => `-s ${range} ${from} -j RETURN`),
            `${from} -j DROP`,
            `${to} -m conntrack --ctstate RELATED,ESTABLISHED --ctdir REPLY -j RETURN`,
          ]
        : [`${from} -j DROP`]),
      `${to} -j DROP`,
    ],
  } satisfies Record<Hook, string[]>;
}

/** Whether `saved` (iptables-save -t mangle) has all of it, hooked before everything but its like. */
export function inForce(wanted: Wanted, family: Family, saved: string): boolean {
  const lines = saved.split("\n");
  const rules = rulesOf(wanted, family);
  return hooks.every((hook) => {
    const name = chain(wanted.instance, hook);
    const own = lines.filter((line) => line.startsWith(`-A ${name} `));
    const hooked = lines.filter((line) => line.startsWith(`-A ${hook} `));
    const jump = hooked.indexOf(`-A ${hook} -j ${name}`);
    return (
      own.length === rules[hook].length &&
      rules[hook].every((rule, at) => own[at] === `-A ${name} ${rule}`) &&
      jump >= 0 &&
      hooked.slice(0, jump).every((line) => /^-A \w+ -j ESCALE-[0-9a-f]{6}-/.test(line))
    );
  });
}

/** For `iptables-restore --noflush`: puts the rules in force at once, whatever was there before. */
export function restoreInput(wanted: Wanted, family: Family, saved: string): string {
  const rules = rulesOf(wanted, family);
  const names = hooks.map((hook) => chain(wanted.instance, hook));
  return [
    "*mangle",
    // declaring a chain empties it
    ...names.map((name) => `:${name} - [0:0]`),
    ...hooks.flatMap((hook) =>
      rules[hook].map((rule) => `-A ${chain(wanted.instance, hook)} ${rule}`),
    ),
    ...unhook(wanted.instance, saved),
    ...hooks.map((hook) => `-I ${hook} 1 -j ${chain(wanted.instance, hook)}`),
    "COMMIT",
    "",
  ].join("\n");
}

/** For `iptables-restore --noflush`: takes the rules away; null when there are none. */
export function removeInput(instance: string, saved: string): string | null {
  const names = hooks
    .map((hook) => chain(instance, hook))
    .filter((name) => saved.includes(`:${name} `));
  if (names.length === 0) return null;
  return [
    "*mangle",
    ...unhook(instance, saved),
    ...names.map((name) => `-F ${name}`),
    ...names.map((name) => `-X ${name}`),
    "COMMIT",
    "",
  ].join("\n");
}

const unhook = (instance: string, saved: string) =>
  hooks.flatMap((hook) => {
    const jump = `-A ${hook} -j ${chain(instance, hook)}`;
    return saved
      .split("\n")
      .filter((line) => line === jump)
      .map((line) => line.replace("-A", "-D"));
  });
