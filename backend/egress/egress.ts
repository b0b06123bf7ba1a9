/**
 * The operator's list of hosts in force: the proxy at its place, and the firewall's door to it. Where
 * the proxy cannot listen, the outside stays closed.
 */
import type { Engine } from "../engine/client";
import type { Isolation } from "../isolation/isolation";
import type { Log } from "../log";
import { createHosts } from "./hosts";
import { internet } from "./open";
import { proxyPlace, raiseAddress } from "./place";
import { createProxy, type WayOut } from "./proxy";
import { createWho } from "./who";

export interface EgressOptions {
  hosts: readonly string[];
  isolation: Isolation;
  engine: Engine;
  log: Log;
}

/** Resolves to what ends it; undefined when it could not begin, which the log says. */
export async function startEgress({
  hosts,
  isolation,
  engine,
  log,
}: EgressOptions): Promise<WayOut | undefined> {
  const place = proxyPlace(isolation.instance);
  const proxy = createProxy({
    hosts: createHosts(hosts),
    who: createWho(engine, isolation.instance),
    reach: internet,
    log,
  });
  try {
    await raiseAddress(place);
    await proxy.listen(place);
  } catch (error) {
    log.error({ err: error, ...place }, "no proxy for learners’ containers: the outside is closed");
    return undefined;
  }
  isolation.openProxy(place);
  log.info({ ...place, hosts }, "learners’ containers reach listed hosts through the proxy");
  return proxy;
}
