/**
 * A container's published ports, as its label keeps them: the engine itself is told of none, so
 * that it never binds a port of the host. Written at creation; labels do not change.
 */
import { z } from "zod";
import { labelPrefix } from "../engine/ownership";

export const portsLabel = `${labelPrefix}ports`;

const number = z.number().int().min(1).max(65_535);
const portSchema = z.strictObject({
  /** absent in labels of before there was UDP */
  protocol: z.enum(["tcp", "udp"]).default("tcp"),
  /** the container's */
  container: number,
  /** the address of the workstation that was asked for; it listens on its loopback in any case */
  ip: z.string(),
  /** what was asked of the workstation's port: "" for any */
  asked: z.string(),
  /** the workstation's */
  port: number,
});
export type PublishedPort = z.infer<typeof portSchema>;

const publishedSchema = z.strictObject({
  /** `-P` */
  all: z.boolean(),
  ports: z.array(portSchema),
});
export type Published = z.infer<typeof publishedSchema>;

const nothing: Published = { all: false, ports: [] };

export const writePublished = (published: Published): string => JSON.stringify(published);

/** Only the platform writes this label; one that is not understood throws. */
export function readPublished(labels: Readonly<Record<string, string>> | null | undefined) {
  const text = labels?.[portsLabel];
  return text ? publishedSchema.parse(JSON.parse(text)) : nothing;
}
