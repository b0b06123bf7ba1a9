/** The operator's list of hosts that learners' containers may reach. */

/**
 * A DNS name in lower case, of two labels at least, the last one with a letter: no spelling of an
 * address (decimal, hexadecimal, octal, IPv6) is one (RFC 1123 §2.1).
 */
const hostName =
  /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?=[a-z0-9-]*[a-z])[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

export const isHostName = (text: string): boolean =>
  hostName.test(text) && !/(?:^|\.)0x[0-9a-f]*$/.test(text);

export interface Hosts {
  /** `host`: as a client wrote it; case and one final dot do not count. */
  allow(host: string): boolean;
}

/** `patterns`: `pypi.org`, or `*.pythonhosted.org` for every name below it and not itself. */
export function createHosts(patterns: readonly string[]): Hosts {
  const exact = new Set(patterns.filter((pattern) => !pattern.startsWith("*.")));
  const below = patterns
    .filter((pattern) => pattern.startsWith("*."))
    .map((pattern) => pattern.slice(1));
  return {
    allow(given) {
      const host = canonical(given);
      return isHostName(host) && (exact.has(host) || below.some((end) => host.endsWith(end)));
    },
  };
}

export const canonical = (host: string): string => host.toLowerCase().replace(/\.$/, "");
