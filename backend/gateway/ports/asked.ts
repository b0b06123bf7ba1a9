/** What `-p` and `-P` say at creation: understood, bounded, each port of the workstation chosen. */
import { z } from "zod";
import type { PublishedPort } from "@/backend/ports/label";
import type { PortKey } from "@/backend/ports/types";
import { conflict, refused } from "../errors";
import { messages } from "../messages";
import { orAbsent, zeroOnly } from "../policy/zero";

/** Addresses that mean the workstation itself, which has no other. */
const addresses = ["", "0.0.0.0", "127.0.0.1", "::", "::1"];
/** Ports that one container may publish. */
const maxBindings = 32;
/** Where ports begin that nobody asked for by number (ip_local_port_range). */
const firstAutomatic = 32_768;
const lastPort = 65_535;

const isPort = (text: string) => Number(text) >= 1 && Number(text) <= lastPort;

/** `8080`, nothing or 0 for any, `8000-8010` for any of these. */
function isHostPort(text: string): boolean {
  if (text === "" || text === "0") return true;
  if (!/^\d{1,5}(-\d{1,5})?$/.test(text)) return false;
  const [first = "", last = first] = text.split("-");
  return isPort(first) && isPort(last) && Number(first) <= Number(last);
}

const binding = z
  .object({
    HostIp: orAbsent(z.string()).refine((ip) => addresses.includes(ip ?? ""), {
      error: messages.portAddress,
    }),
    HostPort: orAbsent(z.string()).refine((port) => isHostPort(port ?? ""), {
      error: messages.portNumber,
    }),
  })
  .catchall(zeroOnly);

export const portBindingsSchema = z
  .record(z.string().max(32), orAbsent(z.array(binding).max(maxBindings)))
  .superRefine((bindings, context) => {
    for (const key of Object.keys(bindings)) {
      const [, port = "", protocol = "tcp"] = /^(\d{1,5})(?:\/(\w+))?$/.exec(key) ?? [];
      if (!isPort(port)) context.addIssue({ code: "custom", message: messages.portNumber });
      else if (!isProtocol(protocol))
        context.addIssue({ code: "custom", message: messages.portProtocol });
    }
  });
export type PortBindings = z.infer<typeof portBindingsSchema>;

const isProtocol = (text: string): text is PortKey["protocol"] => ["tcp", "udp"].includes(text);

/** `80` and `80/tcp` are the same. Throws DockerError 403 for another protocol. */
function parsePort(key: string): PortKey {
  const [port, protocol = "tcp"] = key.split("/");
  if (!isProtocol(protocol)) throw refused(messages.portProtocol);
  return { protocol, port: Number(port) };
}

/** For sets: `8080/tcp`. */
export const portKey = ({ protocol, port }: PortKey): string => `${port}/${protocol}`;

/**
 * `exposed`: what `-P` publishes; `taken`: ports of the workstation (`portKey`) that own containers publish,
 * stopped ones too, passed over when any will do. Throws DockerError 403, 409.
 */
export function choosePorts(
  bindings: PortBindings,
  exposed: readonly string[],
  taken: ReadonlySet<string>,
): PublishedPort[] {
  const asked = Object.entries(bindings).flatMap(([key, list]) =>
    (list ?? []).map(({ HostIp, HostPort }) => ({
      key,
      ip: HostIp ?? "",
      // what the engine shows of `-p 80` is what was asked: nothing
      asked: HostPort === "0" ? "" : (HostPort ?? ""),
    })),
  );
  const bound = new Set(asked.map(({ key }) => portKey(parsePort(key))));
  for (const key of exposed)
    if (!bound.has(portKey(parsePort(key)))) asked.push({ key, ip: "", asked: "" });
  if (asked.length > maxBindings) throw refused(messages.tooManyPorts(maxBindings));
  const fixed = asked
    .filter((one) => /^\d+$/.test(one.asked))
    .map((one) => portKey({ ...parsePort(one.key), port: Number(one.asked) }));
  const used = new Set([...taken, ...fixed]);
  return asked.map(({ key, ip, asked: wanted }) => {
    const { protocol, port: container } = parsePort(key);
    if (container < 1 || container > lastPort) throw refused(messages.portNumber);
    const chosen = { protocol, container, ip, asked: wanted };
    if (/^\d+$/.test(wanted)) return { ...chosen, port: Number(wanted) };
    const [first = firstAutomatic, last = lastPort] =
      wanted === "" ? [] : wanted.split("-").map(Number);
    const port = firstFree(protocol, first, last, used);
    if (port === undefined) throw conflict("all ports are allocated");
    used.add(portKey({ protocol, port }));
    return { ...chosen, port };
  });
}

function firstFree(
  protocol: PortKey["protocol"],
  first: number,
  last: number,
  used: ReadonlySet<string>,
): number | undefined {
  for (let port = first; port <= last; port++)
    if (!used.has(portKey({ protocol, port }))) return port;
  return undefined;
}
