/** `docker commit`: an own container becomes an own image. */
import { z } from "zod";
import { admitDisk, admitReference } from "../admission/quotas";
import { freeze } from "../containers/freezing";
import { findContainer, ownContainers } from "../containers/own";
import { badRequest, refused } from "../errors";
import { saysAgain } from "../http/body";
import { flagOn } from "../http/query";
import { json, type Reply } from "../http/reply";
import { messages } from "../messages";
import { engineRepository, parseReference, withTag } from "../names";
import { line } from "../policy/values";
import { isZero } from "../policy/zero";
import type { Body, Exchange } from "../route";
import { isCommitChange } from "./commit-change";
import { countReferences, ownImages } from "./own";
import { freshUntagged, makeRoomFor } from "./references";

export const commitQuery = z.strictObject({
  container: z.string().min(1),
  repo: z.string().default(""),
  tag: z.string().default(""),
  comment: line(1024).default(""),
  author: line(256).default(""),
  pause: flagOn,
  changes: z.array(z.string().max(4096)).max(32).default([]),
});

/** The container's own configuration is kept; another one in the body is refused. */
export const commitBody: Body<undefined> = {
  says: "none, null or the query again",
  read: async (request) => {
    const body = await request.readJson(64 * 1024);
    if (!isZero(body) && !saysAgain(body, request.query))
      throw badRequest(messages.bodyNotExpected);
    return undefined;
  },
};

export function commit({
  tenant,
  query,
}: Exchange<z.infer<typeof commitQuery>, undefined, undefined>): Promise<Reply> {
  for (const change of query.changes)
    if (!isCommitChange(change)) throw refused(messages.commitChange(change.slice(0, 60)));
  const named = query.tag ? `${query.repo}:${query.tag}` : query.repo;
  const reference = query.repo ? withTag(parseReference(named)) : undefined;
  return tenant.turns.take(async () => {
    const container = findContainer(await ownContainers(tenant), query.container);
    await admitDisk(tenant);
    const own = await ownImages(tenant);
    if (reference) await makeRoomFor(tenant, own, reference);
    else admitReference(tenant, countReferences(own));
    const ask = () =>
      tenant.engine.json(
        {
          method: "POST",
          path: ["commit"],
          query: {
            container: container.id,
            repo: reference ? engineRepository(tenant.workspace, reference) : freshUntagged(tenant),
            tag: reference?.tag ?? "latest",
            comment: query.comment,
            author: query.author,
            pause: query.pause,
            changes: query.changes,
          },
        },
        z.object({ Id: z.string() }),
      );
    const created = await (query.pause ? freeze(tenant, container.id, "commit", ask) : ask());
    return json({ Id: created.Id }, 201);
  });
}
