/** `docker cp` both ways: a tar read as it comes, a tar written member by member. */

import type { Readable } from "node:stream";
import { z } from "zod";
import { admitDisk } from "../admission/quotas";
import { EngineError } from "../engine-client";
import { badRequest, notFound } from "../errors";
import { empty, type Reply } from "../http/reply";
import { refuseEntering } from "../machines/policy";
import { messages } from "../messages";
import type { Exchange } from "../route";
import { rebuildTar } from "../streams/rebuild-tar";
import type { NamedContainer } from "./own";

const path = z.string().min(1).max(4096);
export const archiveQuery = z.strictObject({ path });
type ArchiveQuery = z.infer<typeof archiveQuery>;

const statHeader = "x-docker-container-path-stat";

const statSchema = z.object({
  name: z.string(),
  size: z.number(),
  mode: z.number(),
  mtime: z.string(),
  linkTarget: z.string(),
});

/** The header of a file's properties, understood and written anew. */
function statHeaders(value: string | string[] | undefined): Record<string, string> {
  if (typeof value !== "string") return {};
  const stat = statSchema.parse(JSON.parse(Buffer.from(value, "base64").toString("utf8")));
  return { "X-Docker-Container-Path-Stat": Buffer.from(JSON.stringify(stat)).toString("base64") };
}

export async function statArchive({
  tenant,
  own,
  query,
  signal,
}: Exchange<ArchiveQuery, undefined, NamedContainer>) {
  const request = { path: ["containers", own.id, "archive"], query: { ...query }, signal };
  try {
    const answer = await tenant.engine.stream({ method: "HEAD", ...request });
    answer.resume();
    return empty(200, statHeaders(answer.headers[statHeader]));
  } catch (error) {
    // an answer to HEAD has no body to say it with
    if (error instanceof EngineError && error.status === 404)
      throw notFound(`Could not find the file ${query.path} in container ${own.name}`);
    // the same asked by GET has: throws it
    if (error instanceof EngineError && error.status >= 500)
      (await tenant.engine.stream({ method: "GET", ...request })).destroy();
    throw error;
  }
}

/** The engine was asked by ID, and says so: its learner asked by name. */
const byName = (error: unknown, { id, name }: NamedContainer): unknown =>
  error instanceof EngineError
    ? new EngineError(error.status, error.message.replaceAll(id, name))
    : error;

export async function getArchive({
  tenant,
  own,
  query,
  signal,
}: Exchange<ArchiveQuery, undefined, NamedContainer>): Promise<Reply> {
  const request = { path: ["containers", own.id, "archive"], query: { ...query }, signal };
  const body = await tenant.engine
    .stream({ method: "GET", ...request })
    .catch((error: unknown) => Promise.reject(byName(error, own)));
  return {
    kind: "stream",
    contentType: "application/x-tar",
    headers: statHeaders(body.headers[statHeader]),
    body,
  };
}

const goFlag = z.enum(["", "0", "1", "true", "false"]).default("");
export const putArchiveQuery = z.strictObject({
  path,
  noOverwriteDirNonDir: goFlag,
  copyUIDGID: goFlag,
});

export async function putArchive({
  tenant,
  own,
  query,
  body,
  signal,
}: Exchange<z.infer<typeof putArchiveQuery>, Readable, NamedContainer>) {
  await admitDisk(tenant);
  await refuseEntering(tenant, own.id);
  const { tar, failure } = rebuildTar(body, tenant.limits.archiveBytes);
  try {
    await tenant.engine.empty({
      method: "PUT",
      path: ["containers", own.id, "archive"],
      query: { ...query },
      tar,
      signal,
    });
  } catch (error) {
    throw failure() ?? byName(error, own);
  }
  const failed = failure();
  if (failed) throw failed;
  if (!body.readableEnded) throw badRequest(messages.archiveBroken);
  return empty(200);
}
