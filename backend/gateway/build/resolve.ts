/** The images that a tenant may build from: their own, then the registry's, then the catalogue's. */
import { z } from "zod";
import { workspaceLabel } from "@/backend/engine/ownership";
import { EngineError } from "../engine-client";
import { DockerError, notFound } from "../errors";
import { catalogueNames, listed } from "../images/catalogue";
import { findImage, type OwnImage } from "../images/own";
import { messages } from "../messages";
import {
  catalogueReference,
  parseReference,
  type Reference,
  toEngineReference,
  withTag,
} from "../names";
import { bring } from "../registry/pull";
import { isRegistry } from "../registry/reference";
import type { Tenant } from "../tenant";
import type { BaseImage } from "./rewrite";

const imageSchema = z.object({
  Id: z.string().regex(/^sha256:[0-9a-f]{64}$/),
  Config: z
    .object({
      OnBuild: z.array(z.string()).nullable().optional(),
      Labels: z.record(z.string(), z.string()).nullable().optional(),
    })
    .nullable(),
});

export interface Found extends BaseImage {
  /** as the tenant named it, where it comes from the catalogue and they have not pulled it */
  pulled?: Reference;
}

/** Throws DockerError 404 that lists what there is, whether or not another tenant has such an image. */
export async function resolveBase(
  tenant: Tenant,
  own: readonly OwnImage[],
  name: string,
  line: number,
): Promise<Found> {
  const mine = findOwn(tenant, own, name);
  if (mine) {
    const found = await inspect(tenant, mine.id);
    if (found) return found;
  }
  const reference = /^(sha256:)?[0-9a-f]{64}$/.test(name)
    ? undefined
    : withTag(parseReference(name));
  if (reference && isRegistry(reference)) {
    await bring(tenant, reference);
    const brought = await inspect(tenant, toEngineReference(tenant.workspace, reference));
    if (brought) return brought;
  }
  const offered = reference && catalogueReference(reference);
  const image = offered && (await inspect(tenant, offered));
  if (image) return { ...image, pulled: reference };
  throw notFound(messages.buildBase(line, name.slice(0, 120), await available(tenant, own)));
}

function findOwn(tenant: Tenant, own: readonly OwnImage[], name: string): OwnImage | undefined {
  try {
    return findImage(tenant, own, name);
  } catch (error) {
    if (error instanceof DockerError && error.status === 404) return undefined;
    throw error;
  }
}

async function inspect(tenant: Tenant, engineName: string): Promise<Found | undefined> {
  try {
    const { Id, Config } = await tenant.engine.json(
      { method: "GET", path: ["images", engineName, "json"] },
      imageSchema,
    );
    return {
      id: Id,
      triggers: Config?.OnBuild ?? [],
      own: Config?.Labels?.[workspaceLabel] === tenant.workspace,
    };
  } catch (error) {
    if (error instanceof EngineError && error.status === 404) return undefined;
    throw error;
  }
}

/** Own references and the catalogue's, as the learner would write them. */
async function available(tenant: Tenant, own: readonly OwnImage[]): Promise<string[]> {
  return listed([...own.flatMap((image) => image.tags), ...(await catalogueNames(tenant))]);
}
