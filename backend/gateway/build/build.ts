/**
 * `docker build`, by the engine's classic builder: the context checked member by member, the
 * Dockerfile written anew, the query ours, the output the learner's. What comes out is given the
 * tenant's references here, not by the engine, so that the name's former image is kept as `<none>`.
 */
import { randomBytes } from "node:crypto";
import { Readable } from "node:stream";
import { admitDisk, admitMemory, admitProcesses } from "../admission/quotas";
import { ownContainers } from "../containers/own";
import { badRequest, conflict, DockerError } from "../errors";
import type { Reply } from "../http/reply";
import { countReferences, ownImages } from "../images/own";
import { freshUntagged, tagAs } from "../images/references";
import { messages } from "../messages";
import {
  engineRepository,
  familiar,
  parseReference,
  type Reference,
  toEngineReference,
  withTag,
} from "../names";
import type { Exchange } from "../route";
import type { Tenant } from "../tenant";
import { cacheKey, trimCache } from "./cache";
import { dockerfilePath, readContext } from "./context";
import { failure, type Progress, showProgress, type Watched } from "./output";
import { stepsOutside } from "./outside";
import { type BuildQuery, buildMemory, engineQuery } from "./query";
import { type Found, resolveBase } from "./resolve";
import { type Rewritten, rewrite } from "./rewrite";
import { holdTurn } from "./turn";
import { type BuildWatch, watchBuild } from "./watch";

/** Nameless images of builds that are kept for the cache. */
const cachedLeaves = 24;

export async function build({
  tenant,
  query,
  body,
  signal,
}: Exchange<BuildQuery, Readable, undefined>): Promise<Reply> {
  const { limits } = tenant;
  const tags = query.t.map((text) => withTag(parseReference(text)));
  if (tags.some((tag) => tag.digest !== undefined)) throw badRequest("invalid reference format");
  for (const tag of tags) engineRepository(tenant.workspace, tag);
  const path = dockerfilePath(query.dockerfile || "Dockerfile");
  const memory = buildMemory(query, limits);
  const given = `.escale-${randomBytes(8).toString("hex")}`;
  const release = await holdTurn(tenant.builds);
  const watch = watchBuild(tenant, signal);
  const end = () => {
    watch.close();
    tenant.building.memory = 0;
    release();
  };
  try {
    await admit(tenant, tags, memory);
    const asked = engineQuery(
      query,
      limits,
      given,
      memory,
      tenant.group?.parent ?? "",
      await stepsOutside(tenant, query.networkmode),
    );
    const context = readContext(body, { dockerfile: path, given, maxBytes: limits.contextBytes });
    const answer = tenant.engine.stream({
      method: "POST",
      path: ["build"],
      query: asked,
      tar: context.tar,
      signal: watch.signal,
    });
    let refused: unknown;
    answer.catch((error: unknown) => {
      refused = error;
      context.abort(error instanceof Error ? error : new Error(String(error)));
    });
    const bases = new Bases(tenant);
    let rewritten: Rewritten;
    try {
      rewritten = await rewrite(await context.dockerfile, {
        buildArgs: new Map(
          Object.entries(query.buildargs).flatMap(([name, value]) =>
            value === null ? [] : [[name, value]],
          ),
        ),
        labels: new Map(Object.entries(query.labels)),
        target: query.target,
        cacheKey: cacheKey(tenant),
        resolve: (name, line) => bases.resolve(name, line),
      });
      await bases.keep();
      await context.finish(rewritten.text);
    } catch (error) {
      const first = refused;
      context.abort(new Error("refused"));
      throw first instanceof Error && !(error instanceof DockerError) ? first : error;
    }
    const engine = await answer;
    const progress = follow(tenant, { query, tags, engine, rewritten, bases, watch });
    const reply = Readable.from(lines(progress), { objectMode: false });
    reply.once("close", () => {
      watch.close();
      // the client need not wait for it, the tenant's next build does
      trimCache(tenant, cachedLeaves)
        .catch((error: unknown) =>
          tenant.log.warn({ err: error, workspace: tenant.workspace }, "a cache was not trimmed"),
        )
        .finally(end);
    });
    return { kind: "stream", contentType: "application/json", body: reply };
  } catch (error) {
    end();
    const reason = watch.reason();
    throw reason === undefined ? error : conflict(reason);
  }
}

/** Counts, in the tenant's turn, and sets the steps' memory aside. */
function admit(tenant: Tenant, tags: readonly Reference[], memory: number): Promise<void> {
  return tenant.turns.take(async () => {
    await admitDisk(tenant);
    const own = await ownImages(tenant);
    const names = new Set(own.flatMap((image) => image.engineTags));
    const fresh = tags.filter((tag) => !names.has(toEngineReference(tenant.workspace, tag)));
    if (
      countReferences(own) + Math.max(fresh.length, tags.length === 0 ? 1 : 0) >
      tenant.limits.images
    )
      throw conflict(messages.tooManyImages(tenant.limits.images));
    await admitProcesses(tenant);
    admitMemory(tenant, await ownContainers(tenant), memory);
    tenant.building.memory = memory;
  });
}

/** The base images of one build, asked once each. */
class Bases {
  private readonly found = new Map<string, Found>();
  private own: Awaited<ReturnType<typeof ownImages>> | undefined;
  readonly pulled: Reference[] = [];

  constructor(private readonly tenant: Tenant) {}

  async resolve(name: string, line: number): Promise<Found> {
    const known = this.found.get(name);
    if (known) return known;
    this.own ??= await ownImages(this.tenant);
    const found = await resolveBase(this.tenant, this.own, name, line);
    this.found.set(name, found);
    return found;
  }

  /** An image of the catalogue that was built from is one's own from then on, as after a pull. */
  async keep(): Promise<void> {
    await this.tenant.turns.take(async () => {
      for (const { id, pulled } of this.found.values()) {
        if (!pulled) continue;
        const own = await ownImages(this.tenant);
        if (
          own.some((image) =>
            image.engineTags.includes(toEngineReference(this.tenant.workspace, pulled)),
          )
        )
          continue;
        await tagAs(this.tenant, own, id, pulled);
        this.pulled.push(pulled);
      }
    });
  }
}

interface Followed {
  query: BuildQuery;
  tags: readonly Reference[];
  engine: Readable;
  rewritten: Rewritten;
  bases: Bases;
  watch: BuildWatch;
}

/** The build's progress to its end, names given. */
async function* follow(tenant: Tenant, build: Followed): AsyncGenerator<Progress> {
  const { query, tags, engine, rewritten, bases, watch } = build;
  const watched: Watched = {};
  const quiet: Progress[] = [];
  const shown = rewritten.steps.filter((step) => step.shown !== undefined);
  const firstFrom = shown.findIndex((step) => /^from\s/i.test(step.shown ?? ""));
  try {
    const progress = showProgress(
      tenant,
      engine,
      rewritten.steps,
      {
        secret: tenant.cacheSecret,
        after: (step) => (step === firstFrom ? bases.pulled.flatMap(pulledProgress) : []),
      },
      watched,
    );
    for await (const each of progress) {
      if (!query.q || "aux" in each) yield each;
      else if (quiet.length < maxQuiet) quiet.push(each);
    }
    if (watched.failed || watched.image === undefined) {
      yield* quiet;
      return;
    }
    await name(tenant, watched.image, tags);
    if (query.q) yield { stream: `${watched.image}\n` };
    else for (const tag of tags) yield { stream: `Successfully tagged ${familiar(tag)}\n` };
  } catch (error) {
    yield* quiet;
    const reason = watch.reason() ?? (error instanceof DockerError ? error.message : undefined);
    if (reason === undefined && !watch.signal.aborted)
      tenant.log.error({ err: error, workspace: tenant.workspace }, "a build's output broke");
    yield failure({ message: reason ?? messages.internal });
  }
}

/** Messages kept of a quiet build, to be told if it fails. */
const maxQuiet = 2000;

function name(tenant: Tenant, image: string, tags: readonly Reference[]): Promise<void> {
  return tenant.turns.take(async () => {
    for (const tag of tags) {
      const own = await ownImages(tenant);
      const wanted = toEngineReference(tenant.workspace, tag);
      if (!own.some((each) => each.id === image && each.engineTags.includes(wanted)))
        await tagAs(tenant, own, image, tag);
    }
    if (tags.length > 0 || (await ownImages(tenant)).some((each) => each.id === image)) return;
    await tenant.engine.empty({
      method: "POST",
      path: ["images", image, "tag"],
      query: { repo: freshUntagged(tenant), tag: "latest" },
    });
  });
}

const pulledProgress = (reference: Reference): Progress[] => [
  { status: `Pulling from ${reference.path}`, id: reference.tag ?? "latest" },
  { status: `Status: Downloaded newer image for ${familiar(reference)}` },
];

async function* lines(progress: AsyncIterable<Progress>): AsyncGenerator<string> {
  for await (const each of progress) yield `${JSON.stringify(each)}\r\n`;
}
