/** Published ports in `docker ps`, `docker port` and `docker inspect`, as an engine shows them. */
import { z } from "zod";
import { type Published, type PublishedPort, readPublished } from "@/backend/ports/label";

type Labels = Readonly<Record<string, string>> | null | undefined;

/** What the engine lists: the exposed ports of a container that runs and has a network. */
export const listedPortsSchema = z
  .array(z.object({ PrivatePort: z.number(), Type: z.string() }))
  .nullish();

/** An engine's host has IPv4 and IPv6: what is bound to all addresses shows twice. */
const addressesOf = (ip: string) => (ip === "" ? ["0.0.0.0", "::"] : [ip]);

/** `80/tcp` */
const containerKey = ({ protocol, container }: PublishedPort) => `${container}/${protocol}`;

/** `open`: it runs, and has a network. */
const shown = (labels: Labels, open: boolean) => (open ? readPublished(labels).ports : []);

export function showListedPorts(
  labels: Labels,
  open: boolean,
  exposed: z.infer<typeof listedPortsSchema>,
) {
  const ports = shown(labels, open);
  const published = new Set(ports.map(containerKey));
  return [
    ...ports.flatMap(({ protocol, container, ip, port }) =>
      addressesOf(ip).map((IP) => ({
        IP,
        PrivatePort: container,
        PublicPort: port,
        Type: protocol,
      })),
    ),
    ...(exposed ?? []).filter(({ PrivatePort, Type }) => !published.has(`${PrivatePort}/${Type}`)),
  ];
}

/** `NetworkSettings.Ports`. */
export function showPorts(labels: Labels, open: boolean, exposed: readonly string[]) {
  if (!open) return {};
  const ports: Record<string, { HostIp: string; HostPort: string }[] | null> = Object.fromEntries(
    exposed.map((key) => [key, null]),
  );
  for (const published of shown(labels, open)) {
    const { ip, port } = published;
    const key = containerKey(published);
    const more = addressesOf(ip).map((HostIp) => ({ HostIp, HostPort: String(port) }));
    ports[key] = [...(ports[key] ?? []), ...more];
  }
  return ports;
}

/** `HostConfig.PortBindings`: what was asked. */
export function showBindings({ all, ports }: Published) {
  const bindings: Record<string, { HostIp: string; HostPort: string }[]> = {};
  for (const published of ports) {
    const { ip, asked } = published;
    // what `-P` has published was not asked by number
    if (all && asked === "" && ip === "") continue;
    const key = containerKey(published);
    bindings[key] = [...(bindings[key] ?? []), { HostIp: ip, HostPort: asked }];
  }
  return bindings;
}
