/**
 * `docker pull registre.escale/…`: what somebody published, by its exact name, is given to the engine
 * as a checked archive under an own reference. The engine verifies each layer against the
 * configuration, whose bytes the registry has verified.
 */
import { Readable } from "node:stream";
import type { Published } from "@/backend/registry/types";
import { admitDisk, admitReference } from "../admission/quotas";
import type { Reply } from "../http/reply";
import { handOver } from "../images/load/hand-over";
import { countReferences, ownImages } from "../images/own";
import { nameByDigest, tagAs } from "../images/references";
import { familiar, type Reference, toEngineReference } from "../names";
import type { Tenant } from "../tenant";
import { withPublished } from "./distribution";

export async function pullPublished(
  tenant: Tenant,
  reference: Reference,
  signal: AbortSignal,
): Promise<Reply> {
  const lines = await withPublished(tenant, reference, async (published) =>
    progress(reference, published, await take(tenant, reference, published, signal)),
  );
  return {
    kind: "stream",
    contentType: "application/json",
    body: Readable.from(
      lines.map((line) => `${JSON.stringify(line)}\r\n`),
      { objectMode: false },
    ),
  };
}

/** The same for a `FROM` that names what somebody published. */
export const bring = (tenant: Tenant, reference: Reference): Promise<boolean> =>
  withPublished(tenant, reference, (published) => take(tenant, reference, published));

/**
 * False when the name already means that image: what was pulled, or what one pushed and has still,
 * which the platform's labels give another ID.
 */
function take(
  tenant: Tenant,
  reference: Reference,
  { digest, image }: Published,
  signal?: AbortSignal,
): Promise<boolean> {
  const { domain, path } = reference;
  const byDigest = { domain, path, digest };
  const inEngine = (name: Reference) => toEngineReference(tenant.workspace, name);
  return tenant.turns.take(async () => {
    const id = `sha256:${image.config.sha256}`;
    const own = await ownImages(tenant);
    const there =
      own.find(({ engineTags }) => engineTags.includes(inEngine(byDigest))) ??
      own.find((each) => each.id === id);
    const asked = reference.digest === undefined ? reference : byDigest;
    if (there === undefined) {
      await admitDisk(tenant);
      const companions = asked === byDigest ? [] : [byDigest];
      await handOver(tenant, [{ ...image, references: [asked], companions }], signal);
      return true;
    }
    const known = there.engineTags.includes(inEngine(asked));
    if (!known && asked !== byDigest) await tagAs(tenant, own, there.id, asked);
    if (!known && asked === byDigest) admitReference(tenant, countReferences(own));
    if (!there.engineTags.includes(inEngine(byDigest)))
      await nameByDigest(tenant, there.id, reference, digest);
    return !known;
  });
}

/** In an engine's words (moby, distribution/pull_v2.go). */
function progress(reference: Reference, { digest, image }: Published, fresh: boolean): object[] {
  const status = (id: string, text: string) => ({ status: text, progressDetail: {}, id });
  const layers = fresh ? image.layers.map(({ sha256 }) => sha256.slice(0, 12)) : [];
  const verb = fresh ? "Downloaded newer image" : "Image is up to date";
  return [
    { status: `Pulling from ${reference.path}`, id: reference.tag ?? reference.digest },
    ...layers.map((layer) => status(layer, "Pulling fs layer")),
    ...layers.map((layer) => status(layer, "Pull complete")),
    { status: `Digest: ${digest}` },
    { status: `Status: ${verb} for ${familiar(reference)}` },
  ];
}
