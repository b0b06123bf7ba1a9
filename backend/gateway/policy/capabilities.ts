/**
 * The capabilities a learner's container may have: Docker's default set (moby,
 * oci/caps/defaults.go) less NET_RAW (forged packets), MKNOD (devices), AUDIT_WRITE (the host's
 * audit log) and SETFCAP (files that outlive the bound). CVE-2020-14386 needed the first.
 */
export const capabilityBound = [
  "CHOWN",
  "DAC_OVERRIDE",
  "FOWNER",
  "FSETID",
  "KILL",
  "NET_BIND_SERVICE",
  "SETGID",
  "SETPCAP",
  "SETUID",
  "SYS_CHROOT",
] as const;

const bound: ReadonlySet<string> = new Set(capabilityBound);

/** `cap_net_raw`, `Net_Raw` → `NET_RAW` */
const normal = (name: string) => name.toUpperCase().replace(/^CAP_/, "");

/** The first `--cap-add` out of bounds, or undefined. ALL means all that the bound holds. */
export function forbiddenCapability(added: readonly string[]): string | undefined {
  return added.find((name) => !bound.has(normal(name)) && normal(name) !== "ALL");
}

/** What is left of the bound: drops first, then additions, as the engine orders them. */
export function effectiveCapabilities(
  added: readonly string[],
  dropped: readonly string[],
): string[] {
  const adds = new Set(added.map(normal));
  const drops = new Set(dropped.map(normal));
  return capabilityBound.filter(
    (name) => adds.has("ALL") || adds.has(name) || !(drops.has("ALL") || drops.has(name)),
  );
}
