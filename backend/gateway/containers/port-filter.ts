/** `docker ps --filter publish=…` and `expose=…`: `8080`, `8000-8010`, each with or without `/tcp`. */
import { readPublished } from "@/backend/ports/label";
import { badRequest } from "../errors";

export type PortRange = { first: number; last: number; protocol: string };

/** Throws DockerError 400, in the engine's words. */
export function parsePortFilter(text: string): PortRange {
  const [, from = "", to = from, protocol = "tcp"] =
    /^(\d{1,5})(?:-(\d{1,5}))?(?:\/(tcp|udp|sctp))?$/.exec(text) ?? [];
  const [first, last] = [Number(from), Number(to)];
  if (from === "" || first > last || last > 65_535)
    throw badRequest(`Invalid containerPort: ${text.slice(0, 40)}`);
  return { first, last, protocol };
}

/**
 * The engine compares the host’s side of `-p`, its manual’s example names the container’s: the
 * workstation’s side and the container’s are both found here.
 */
export const publishes = (
  labels: Readonly<Record<string, string>> | null,
  ranges: readonly PortRange[],
): boolean =>
  readPublished(labels).ports.some(({ protocol: own, container, port }) =>
    ranges.some(
      ({ first, last, protocol }) =>
        protocol === own && [container, port].some((one) => one >= first && one <= last),
    ),
  );
