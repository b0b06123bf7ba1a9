/**
 * What programs in a learner's containers and builds are told of the proxy, where the operator has a
 * list of hosts: the variables that `docker` itself would set from its `proxies` configuration. What
 * the learner sets wins.
 */
import { poolRanges } from "@/backend/isolation/subnets";
import type { OwnContainer } from "./containers/own";
import type { Tenant } from "./tenant";

/** Where containers never go through the proxy: themselves, each other. */
const always = ["localhost", "127.0.0.1", "::1", ...poolRanges];

/** Both spellings: curl reads http_proxy in lower case alone, others in upper case. */
const both = (name: string) => [name, name.toLowerCase()];

/** name → value; empty where there is no proxy. `names`: of containers on own networks. */
export function proxyVariables(
  tenant: Tenant,
  names: readonly string[] = [],
): ReadonlyMap<string, string> {
  const proxy = tenant.isolation?.proxy();
  if (proxy === undefined) return new Map();
  const url = `http://${proxy.address}:${proxy.port}`;
  const around = [...new Set([...always, ...names])].join(",");
  return new Map([
    ...["HTTP_PROXY", "HTTPS_PROXY"].flatMap(both).map((name): [string, string] => [name, url]),
    ...both("NO_PROXY").map((name): [string, string] => [name, around]),
  ]);
}

/** Those that `given` (`NAME=value`, or `NAME` to unset) says nothing of, as `NAME=value`. */
export function proxyEnvironment(
  variables: ReadonlyMap<string, string>,
  given: readonly string[],
): string[] {
  const said = new Set(given.map((each) => each.split("=", 1)[0]));
  return [...variables].flatMap(([name, value]) => (said.has(name) ? [] : `${name}=${value}`));
}

/** What own containers answer to, as far as is known: their names, and their services' in compose. */
export const ownNames = (own: readonly OwnContainer[]): string[] =>
  own.flatMap(({ name, summary }) => {
    const service = summary.Labels?.["com.docker.compose.service"];
    return service === undefined ? name : [name, service];
  });
