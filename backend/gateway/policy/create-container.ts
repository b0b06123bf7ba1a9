/**
 * The body of `POST /containers/create`: parsed field by field, and built anew for the engine.
 * Nothing that the learner sent goes through as it came.
 */
import { z } from "zod";
import type { Egress } from "@/backend/isolation/rules";
import type { WorkspaceId } from "@/lib/protocol/ids";
import type { SharedNamespaces } from "../containers/shared-namespaces";
import type { EngineMount } from "../files/engine-mount";
import { ownLabels } from "../labels";
import type { MachineDecision } from "../machines/policy";
import { messages } from "../messages";
import type { Attachment } from "../networks/attachment";
import { endpointSchema } from "../networks/endpoint";
import type { Limits } from "../types";
import { hostConfigSchema, rebuildHostConfig } from "./host-config";
import { volumePathsSchema } from "./mounts";
import { command, environment, hostname, labels, signalName, text, user } from "./values";
import { isZero, orAbsent, zeroOnly } from "./zero";

const second = 1_000_000_000;
const interval = orAbsent(
  z
    .number()
    .int()
    .refine((ns) => ns === 0 || (ns >= second && ns <= 3600 * second), {
      error: messages.healthInterval,
    }),
);

const healthcheck = z
  .object({
    Test: orAbsent(z.array(text(4096)).max(64)),
    Interval: interval,
    Timeout: interval,
    StartPeriod: interval,
    Retries: orAbsent(z.number().int().min(0).max(1000)),
  })
  .catchall(zeroOnly);

const networkingSchema = z
  .object({ EndpointsConfig: orAbsent(z.record(z.string().min(1).max(512), endpointSchema)) })
  .catchall(zeroOnly);

export const createBodySchema = z
  .object({
    /** docker-modem writes the query's in the body too: only the query counts */
    name: z.unknown().optional(),
    platform: z.unknown().optional(),
    Image: z.string().min(1).max(512),
    Hostname: orAbsent(hostname),
    User: orAbsent(user),
    AttachStdin: orAbsent(z.boolean()),
    AttachStdout: orAbsent(z.boolean()),
    AttachStderr: orAbsent(z.boolean()),
    Tty: orAbsent(z.boolean()),
    OpenStdin: orAbsent(z.boolean()),
    StdinOnce: orAbsent(z.boolean()),
    Env: orAbsent(environment),
    Cmd: orAbsent(command),
    Entrypoint: orAbsent(command),
    WorkingDir: orAbsent(text(1024)),
    Labels: orAbsent(labels),
    Volumes: orAbsent(volumePathsSchema),
    ExposedPorts: orAbsent(
      z.record(z.string().regex(/^\d{1,5}(\/(tcp|udp|sctp))?$/), z.unknown().refine(isZero)),
    ),
    Healthcheck: orAbsent(healthcheck),
    StopSignal: orAbsent(signalName),
    StopTimeout: orAbsent(z.number().int().min(0).max(300)),
    Shell: orAbsent(command),
    HostConfig: orAbsent(hostConfigSchema),
    NetworkingConfig: orAbsent(networkingSchema),
  })
  .catchall(zeroOnly);
export type CreateBody = z.infer<typeof createBodySchema>;

/** The largest command line and environment that Linux takes is below this. */
export const maxCreateBody = 1024 ** 2;

/** What is decided beside the body: mounts for the engine, their label, and what lies outside. */
export interface Surroundings {
  mounts: readonly EngineMount[];
  label: string;
  /** the label of published ports, empty for none */
  ports: string;
  egress: Egress;
  /** `NAME=value`, beside what the learner sets */
  environment: readonly string[];
  /** control group; empty for the engine's own */
  cgroupParent: string;
  namespaces: SharedNamespaces;
  /** whether it is a virtual machine, and is given /dev/kvm: never the client's to say */
  machine: MachineDecision;
}

/**
 * `image`: the engine's reference or full ID; `network`: resolved among the tenant's own.
 * Throws DockerError 403 on a limit passed.
 */
export function rebuildCreate(
  given: CreateBody,
  image: string,
  network: Attachment,
  workspace: WorkspaceId,
  limits: Limits,
  { mounts, label, ports, egress, environment, cgroupParent, namespaces, machine }: Surroundings,
) {
  const host = rebuildHostConfig(given.HostConfig ?? hostConfigSchema.parse({}), limits);
  const volumes = Object.keys(given.Volumes ?? {});
  return {
    Image: image,
    Hostname: given.Hostname ?? "",
    User: given.User ?? "",
    AttachStdin: given.AttachStdin ?? false,
    AttachStdout: given.AttachStdout ?? false,
    AttachStderr: given.AttachStderr ?? false,
    Tty: given.Tty ?? false,
    OpenStdin: given.OpenStdin ?? false,
    StdinOnce: given.StdinOnce ?? false,
    Env: [...environment, ...(given.Env ?? [])],
    ...(given.Cmd && { Cmd: given.Cmd }),
    ...(given.Entrypoint && { Entrypoint: given.Entrypoint }),
    WorkingDir: given.WorkingDir ?? "",
    ...(given.ExposedPorts && {
      ExposedPorts: Object.fromEntries(Object.keys(given.ExposedPorts).map((port) => [port, {}])),
    }),
    ...(given.Healthcheck && { Healthcheck: rebuildHealthcheck(given.Healthcheck) }),
    ...(given.StopSignal && { StopSignal: given.StopSignal }),
    ...(given.StopTimeout !== undefined && { StopTimeout: given.StopTimeout }),
    ...(given.Shell && { Shell: given.Shell }),
    ...(volumes.length > 0 && {
      Volumes: Object.fromEntries(volumes.map((path) => [path, {}])),
    }),
    Labels: { ...given.Labels, ...ownLabels(workspace, host.Memory, label, ports, machine) },
    HostConfig: {
      ...host,
      CgroupParent: cgroupParent,
      ...namespaces,
      ...(mounts.length > 0 && { Mounts: mounts }),
      ...(machine.device !== null && { Devices: [asKvm(machine.device)] }),
      NetworkMode: network.NetworkMode,
      ...(network.ownNamespace && { ...resolver(egress), Sysctls: sysctls }),
    },
    ...(network.EndpointsConfig && {
      NetworkingConfig: { EndpointsConfig: network.EndpointsConfig },
    }),
  };
}

/** Not to be made again in the container (no `m`). */
const asKvm = (PathOnHost: string) => ({
  PathOnHost,
  PathInContainer: "/dev/kvm",
  CgroupPermissions: "rw",
});

/**
 * `ping` without NET_RAW: datagram sockets of ICMP alone, for every group of the container's user
 * namespace (icmp(7)). An engine sets the same where it does not remap users.
 */
const sysctls = { "net.ipv4.ping_group_range": "0 65535" };

/**
 * Names outside. Where nothing outside may be reached, the engine's resolver asks the container
 * itself, which refuses at once; it must not ask the host's name servers, some of which it would
 * ask from the host, past the firewall. The host's own search domains are nobody's business.
 */
const resolver = (egress: Egress) =>
  egress === "open"
    ? { DnsSearch: ["."] }
    : { Dns: ["127.0.0.1"], DnsSearch: ["."], DnsOptions: ["timeout:1", "attempts:2"] };

function rebuildHealthcheck(given: z.infer<typeof healthcheck>) {
  return {
    ...(given.Test && { Test: given.Test }),
    Interval: given.Interval ?? 0,
    Timeout: given.Timeout ?? 0,
    StartPeriod: given.StartPeriod ?? 0,
    Retries: given.Retries ?? 0,
  };
}
