/**
 * The host's side of learners' networks: the firewall kept in force, bridges' names, free subnets.
 * Fails closed: while the rules are not known to be in force, `problem()` says why and nobody gets
 * a network.
 */
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { proxyPlace } from "../egress/place";
import type { Log } from "../log";
import { families, restore, save } from "./iptables";
import {
  bridgePrefix,
  closedPrefix,
  type Egress,
  inForce,
  type Place,
  removeInput,
  restoreInput,
} from "./rules";
import { freeSubnet, parseRoutes, prefixFor, type Range } from "./subnets";

export interface Isolation {
  readonly instance: string;
  readonly egress: Egress;
  /** Where containers find the proxy: from `openProxy` on. */
  proxy(): Place | undefined;
  /** The proxy listens there: the firewall lets containers through to it, at the next look. */
  openProxy(place: Place): void;
  /** The engine would ask some of the host's name servers from the host, past the firewall. */
  resolvesOnHost(): boolean;
  /** Looks, puts back what is missing, and looks again. Null: in force; else why not, in English. */
  check(): Promise<string | null>;
  /** What the last look found. */
  problem(): string | null;
  /** A name for a new bridge, under the rules from its first packet on. */
  bridgeName(): string;
  /** The same for who reaches nothing outside, whatever the others do. */
  closed(): Isolation;
  /** Whether the engine's bridge is on this host, where the rules are. */
  hasBridge(name: string): boolean;
  /** From now on there is a problem: the engine makes its bridges elsewhere. */
  engineIsElsewhere(): void;
  /** A subnet that nobody gets meanwhile, for so many containers; undefined: none is free. */
  reserveSubnet(containers: number): Promise<Range | undefined>;
  /** The network exists (its route says so from now on), or never will. */
  releaseSubnet(subnet: Range): void;
  /** Looks again every few seconds, until `stop`, which leaves the rules in force. */
  start(): Promise<void>;
  stop(): void;
  /** Takes the rules away: only when nothing of this instance is left. */
  remove(): Promise<void>;
}

export interface IsolationOptions {
  /** hex digits; the first six tell apart the instances of one machine */
  instance: string;
  egress: Egress;
  log: Log;
  everyMs?: number;
}

/** IPv4 name servers of the host that a container's packets could be routed to. */
export const parseResolvers = (text: string): string[] =>
  [...text.matchAll(/^nameserver\s+(\d+\.\d+\.\d+\.\d+)\s*$/gm)]
    .map((found) => found[1] ?? "")
    .filter((address) => !address.startsWith("127."));

/** Whether one of them is on the host's loopback (systemd-resolved, dnsmasq). */
const hasLocalResolver = (text: string): boolean => /^nameserver\s+(127\.|::1\b)/m.test(text);

const readOr = (path: string, otherwise: string) =>
  readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") throw error;
    return otherwise;
  });

export function createIsolation(options: IsolationOptions): Isolation {
  const { instance, egress, log } = options;
  const reserved = new Set<Range>();
  let found: string | null = "the firewall has not been looked at yet";
  let elsewhere = false;
  let proxy: Place | undefined;
  let local = false;
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<string | null> | undefined;

  async function look(): Promise<string | null> {
    if (elsewhere)
      return "the engine makes its bridges on another machine or in another network namespace";
    if (process.getuid?.() !== 0) return "only root may set firewall rules";
    const names = await readOr("/etc/resolv.conf", "");
    local = hasLocalResolver(names);
    const wanted = { instance, egress, resolvers: parseResolvers(names), proxy };
    try {
      for (const family of families()) {
        const saved = await save(family);
        if (inForce(wanted, family, saved)) continue;
        if (found === null) log.warn({ family }, "firewall rules were missing; putting them back");
        await restore(family, restoreInput(wanted, family, saved));
        if (!inForce(wanted, family, await save(family)))
          return `the kernel does not hold the IPv${family} firewall rules as they were given`;
      }
      return null;
    } catch (error) {
      if (error instanceof Error && "code" in error && error.code === "ENOENT")
        return "iptables and ip6tables are not installed";
      return error instanceof Error ? error.message : String(error);
    }
  }

  const check = () => {
    looking ??= look()
      .then((result) => {
        if (result !== found)
          log[result === null ? "info" : "error"](
            { problem: result, egress },
            result === null ? "learners’ networks are isolated" : "learners’ networks are closed",
          );
        found = result;
        return result;
      })
      .finally(() => {
        looking = undefined;
      });
    return looking;
  };

  const isolation: Isolation = {
    instance,
    egress,
    proxy: () => proxy,
    openProxy: (place) => {
      proxy = place;
    },
    resolvesOnHost: () => local,
    check,
    problem: () => found,
    bridgeName: () => `${bridgePrefix(instance)}${randomBytes(3).toString("hex")}`,
    closed: () => ({
      ...isolation,
      egress: "none",
      proxy: () => undefined,
      bridgeName: () => `${closedPrefix(instance)}${randomBytes(3).toString("hex").slice(1)}`,
    }),
    hasBridge: (name) => existsSync(`/sys/class/net/${name}/bridge`),
    engineIsElsewhere() {
      elsewhere = true;
    },
    async reserveSubnet(containers) {
      const routes = parseRoutes(await readOr("/proc/net/route", ""));
      const subnet = freeSubnet(
        [...routes, ...reserved],
        prefixFor(containers),
        Number.parseInt(instance.slice(0, 6), 16),
      );
      if (subnet) reserved.add(subnet);
      return subnet;
    },
    releaseSubnet: (subnet) => {
      reserved.delete(subnet);
    },
    async start() {
      await check();
      timer = setInterval(() => {
        check().catch((error: unknown) => {
          found = error instanceof Error ? error.message : String(error);
          log.error({ err: error }, "the firewall could not be looked at");
        });
      }, options.everyMs ?? 5_000);
      timer.unref();
    },
    stop: () => clearInterval(timer),
    async remove() {
      clearInterval(timer);
      for (const family of families()) {
        const input = removeInput(instance, await save(family));
        if (input !== null) await restore(family, input);
      }
    },
  };
  return isolation;
}

/** For who only wants to know: what is missing now, nothing changed. Null: in force. */
export async function inspectIsolation(instance: string, egress: Egress): Promise<string | null> {
  const resolvers = parseResolvers(await readOr("/etc/resolv.conf", ""));
  const proxy = egress === "list" ? proxyPlace(instance) : undefined;
  try {
    for (const family of families())
      if (!inForce({ instance, egress, resolvers, proxy }, family, await save(family)))
        return `the IPv${family} rules of instance ${instance} are not in force`;
    return null;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT")
      return "iptables and ip6tables are not installed";
    return error instanceof Error ? error.message : String(error);
  }
}
