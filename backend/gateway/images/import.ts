/** `docker import -`: a file system's tar, rebuilt member by member, becomes an own image. */
import { Readable } from "node:stream";
import { z } from "zod";
import { admitDisk, admitReference } from "../admission/quotas";
import { badRequest, refused } from "../errors";
import type { Reply } from "../http/reply";
import { messages } from "../messages";
import { engineRepository, parseReference, unscopeText, withTag } from "../names";
import { rebuildTar } from "../streams/rebuild-tar";
import type { Tenant } from "../tenant";
import { isCommitChange } from "./commit-change";
import { countReferences, ownImages } from "./own";
import { freshUntagged, makeRoomFor } from "./references";

export interface Import {
  repo: string;
  tag: string;
  message: string;
  changes: readonly string[];
}

export function importImage(
  tenant: Tenant,
  { repo, tag, message, changes }: Import,
  body: Readable,
  signal: AbortSignal,
): Promise<Reply> {
  for (const change of changes)
    if (!isCommitChange(change)) throw refused(messages.commitChange(change.slice(0, 60)));
  const reference = repo ? withTag(parseReference(tag ? `${repo}:${tag}` : repo)) : undefined;
  return tenant.turns.take(async () => {
    await admitDisk(tenant);
    const own = await ownImages(tenant);
    if (reference) await makeRoomFor(tenant, own, reference);
    else admitReference(tenant, countReferences(own));
    const { tar, failure } = rebuildTar(body, tenant.limits.archiveBytes);
    let said = "";
    try {
      const answer = await tenant.engine.stream({
        method: "POST",
        path: ["images", "create"],
        query: {
          fromSrc: "-",
          repo: reference ? engineRepository(tenant.workspace, reference) : freshUntagged(tenant),
          tag: reference?.tag ?? "latest",
          message: message || undefined,
          changes,
        },
        tar,
        signal,
      });
      for await (const chunk of answer) said += String(chunk).slice(0, 64 * 1024);
    } catch (error) {
      throw failure() ?? error;
    }
    const refusal = failure();
    if (refusal) throw refusal;
    const error = /"error":("(?:[^"\\]|\\.)*")/.exec(said)?.[1];
    if (error) throw badRequest(unscopeText(tenant.workspace, z.string().parse(JSON.parse(error))));
    const id = /sha256:[0-9a-f]{64}/.exec(said)?.[0] ?? "";
    return {
      kind: "stream",
      contentType: "application/json",
      body: Readable.from([`${JSON.stringify({ status: id })}\r\n`], { objectMode: false }),
    };
  });
}
