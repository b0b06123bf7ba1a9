/** `docker create`: the body rebuilt, the name and the image scoped, the quotas counted in turn. */
import { z } from "zod";
import { admitContainer, admitDisk } from "../admission/quotas";
import { ownNames, proxyEnvironment, proxyVariables } from "../egress";
import { EngineError } from "../engine-client";
import { badRequest, DockerError, notFound } from "../errors";
import { bodyAgain } from "../http/query";
import { json, type Reply } from "../http/reply";
import { findDescription } from "../images/inspect";
import { findImage, looksLikeId, ownImages } from "../images/own";
import { decideMachine, machineEnvironment, refuseShared } from "../machines/policy";
import { messages } from "../messages";
import {
  familiar,
  parseReference,
  toEngineContainerName,
  toEngineReference,
  withTag,
} from "../names";
import { attachmentFor } from "../networks/attachment";
import { type CreateBody, createBodySchema, rebuildCreate } from "../policy/create-container";
import { preparePorts } from "../ports/prepare";
import type { Exchange } from "../route";
import type { Tenant } from "../tenant";
import { ownVolumes } from "../volumes/own";
import { prepareMounts, sweepBinds } from "./mounts";
import { type OwnContainer, ownContainers } from "./own";
import { randomName } from "./random-name";
import { sharedNamespaces } from "./shared-namespaces";

export const createQuery = z.strictObject({
  ...bodyAgain(createBodySchema.shape),
  name: z.string().optional(),
  platform: z
    .enum(["", "linux/amd64", "linux/arm64"], { error: () => messages.platform })
    .optional(),
});

const createdSchema = z.object({ Id: z.string().regex(/^[0-9a-f]{64}$/) });

/** Lists that docker-modem repeats there. */
export const repeatedInCreate = Object.keys(bodyAgain(createBodySchema.shape)).filter(
  (key) => key !== "name" && key !== "platform",
);

export function create({
  tenant,
  query,
  body,
}: Exchange<z.infer<typeof createQuery>, CreateBody, undefined>): Promise<Reply> {
  const { workspace, limits, engine } = tenant;
  if (query.name) toEngineContainerName(workspace, query.name);
  return tenant.turns.take(async () => {
    const own = await ownContainers(tenant);
    admitContainer(tenant, own);
    await admitDisk(tenant);
    const name = query.name || randomName(new Set(own.map((container) => container.name)));
    const image = await engineImage(tenant, body.Image);
    const network = await attachmentFor(
      tenant,
      {
        mode: body.HostConfig?.NetworkMode,
        endpoints: body.NetworkingConfig?.EndpointsConfig,
        links: body.HostConfig?.Links,
      },
      name,
      own,
    ).catch((error: unknown) => {
      // the command line takes a 404 here for a missing image, and goes to pull it
      if (error instanceof DockerError && error.status === 404) throw badRequest(error.message);
      throw error;
    });
    const namespaces = sharedNamespaces(body.HostConfig, own);
    refuseShared(namespaces, own);
    // an image that is missing is told by the creation, in the engine's words
    const described = await findDescription(tenant, image);
    const machine = await decideMachine(tenant, body, described);
    const ports = preparePorts(tenant, body, described, network.NetworkMode, own);
    await sweepBinds(tenant, own);
    const mounts = await prepareMounts(tenant, body, described, own).catch(undo);
    const created = await engine
      .json(
        {
          method: "POST",
          path: ["containers", "create"],
          query: { name: toEngineContainerName(workspace, name) },
          json: rebuildCreate(body, image, network, workspace, limits, {
            ...mounts,
            ports,
            cgroupParent: tenant.group?.parent ?? "",
            egress: tenant.isolation?.egress ?? "none",
            namespaces,
            machine,
            environment: [
              ...(network.NetworkMode === "none" ? [] : environment(tenant, body, name, own)),
              ...(machine.machine ? machineEnvironment(tenant) : []),
            ],
          }),
        },
        createdSchema,
      )
      .catch(undo)
      .catch((error: unknown) => {
        if (error instanceof EngineError && error.status === 404 && !looksLikeId(image))
          throw notFound(`No such image: ${familiar(withTag(parseReference(body.Image)))}`);
        throw error;
      });
    tenant.known.created(workspace, created.Id, name.replace(/^\//, ""));
    if (mounts.mounts.some(({ Type }) => Type === "volume")) await ownVolumes(tenant);
    return json({ Id: created.Id, Warnings: [] }, 201);

    async function undo(error: unknown): Promise<never> {
      await sweepBinds(tenant, own);
      throw error;
    }
  });
}

/** The way out, where there is one. */
function environment(
  tenant: Tenant,
  body: CreateBody,
  name: string,
  own: readonly OwnContainer[],
): string[] {
  const endpoints = Object.values(body.NetworkingConfig?.EndpointsConfig ?? {});
  const aliases = endpoints.flatMap(({ Aliases }) => Aliases ?? []);
  const names = [...ownNames(own), name.replace(/^\//, ""), ...aliases];
  return proxyEnvironment(proxyVariables(tenant, names), body.Env ?? []);
}

/** An own reference goes to the engine as it is scoped; an ID is looked up among own images. */
async function engineImage(tenant: Tenant, wanted: string): Promise<string> {
  if (looksLikeId(wanted)) return findImage(tenant, await ownImages(tenant), wanted).engineName;
  const reference = parseReference(wanted);
  if (reference.path === "") throw badRequest("invalid reference format");
  return toEngineReference(tenant.workspace, reference);
}
