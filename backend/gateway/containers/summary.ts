/** A container as the engine lists it, and as its learner's `docker ps` reads it. */
import { z } from "zod";
import { readAsked } from "../files/asked";
import { mountPointSchema, showMount } from "../files/show-mount";
import { visibleLabels } from "../labels";
import { fromEngineContainerName, fromEngineDigest, fromEngineReference } from "../names";
import { endpointsSchema, showEndpoints, showMode } from "../networks/show-endpoints";
import { listedPortsSchema, showListedPorts } from "../ports/show";
import type { Tenant } from "../tenant";

export const summarySchema = z.object({
  Id: z.string().regex(/^[0-9a-f]{64}$/),
  Names: z.array(z.string()),
  Image: z.string(),
  ImageID: z.string(),
  Command: z.string(),
  Created: z.number(),
  Labels: z.record(z.string(), z.string()).nullable(),
  State: z.string(),
  Status: z.string(),
  HostConfig: z.object({ NetworkMode: z.string() }),
  NetworkSettings: z.object({ Networks: endpointsSchema }).nullable(),
  SizeRw: z.number().optional(),
  SizeRootFs: z.number().optional(),
  Mounts: z.array(mountPointSchema).default([]),
  Ports: listedPortsSchema,
});
export type Summary = z.infer<typeof summarySchema>;

export function showSummary(tenant: Tenant, name: string, summary: Summary) {
  const mode = summary.HostConfig.NetworkMode;
  const open = ["running", "paused"].includes(summary.State) && mode !== "none";
  return {
    Id: summary.Id,
    Names: [`/${name}`],
    Image: showImage(tenant, summary.Image),
    ImageID: summary.ImageID,
    Command: summary.Command.replace(/^\/sbin\/docker-init -- /, ""),
    Created: summary.Created,
    Ports: showListedPorts(summary.Labels, open, summary.Ports),
    ...(summary.SizeRw !== undefined && { SizeRw: summary.SizeRw }),
    ...(summary.SizeRootFs !== undefined && { SizeRootFs: summary.SizeRootFs }),
    Labels: visibleLabels(summary.Labels),
    State: summary.State,
    Status: summary.Status,
    HostConfig: { NetworkMode: showMode(tenant, mode) },
    NetworkSettings: {
      Networks: showEndpoints(tenant, name, mode, summary.NetworkSettings?.Networks ?? {}),
    },
    Mounts: summary.Mounts.flatMap((mount) => showMount(tenant, readAsked(summary.Labels), mount)),
  };
}

/** An image as a container names it: own reference restored, an ID as it is, else nothing. */
export function showImage(tenant: Tenant, image: string): string {
  if (/^(sha256:)?[0-9a-f]{12,64}$/.test(image)) return image;
  const { workspace } = tenant;
  return fromEngineReference(workspace, image) ?? fromEngineDigest(workspace, image) ?? "";
}

export const nameOf = (tenant: Tenant, names: readonly string[]): string | undefined =>
  names
    .map((name) => fromEngineContainerName(tenant.workspace, name))
    .find((name) => name !== undefined);
