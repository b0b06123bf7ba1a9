/**
 * Requests without end against a gateway on a real engine, and what must hold for each of them:
 * nothing of another learner's, of the host's or of the platform's comes back; a foreign name is
 * answered as a missing one; no failure of the gateway's own, no silence; what was made is within
 * bounds; what the other learner has stays as it was.
 */
import fc from "fast-check";
import { z } from "zod";
import { type Exchanged, exchange } from "./exchange";
import { Broken, judge, judgeContainer, judgeTwins } from "./judge";
import type { Scene } from "./scene";
import { fill, namesForeign } from "./template";
import { type Wanted, wanted } from "./wanted";
import { bytesOf, isSound } from "./wire";

export interface Round {
  seed: number;
  runs: number;
  /** ends the round early */
  milliseconds: number;
  /** fast-check's path to a counterexample, to send that one alone */
  path?: string;
}

export interface RoundReport {
  requests: number;
  statuses: ReadonlyMap<number, number>;
  /** rows of the table that have answered 2xx or 101 */
  reached: ReadonlySet<string>;
  /** what was found, with the seed and path that find it again; empty: nothing */
  failure: string;
}

/** A harm that is seen at a round's end lies within its few requests: the seed has them again. */
export const roundRuns = 250;
const waits = { dueMs: 60_000, undueMs: 40 };
export async function fuzzRound(
  scene: Scene,
  { seed, runs, milliseconds, path }: Round,
): Promise<RoundReport> {
  const statuses = new Map<number, number>();
  const reached = new Set<string>();
  const before = await scene.stateOfB();
  let requests = 0;
  const details = await fc.check(
    fc.asyncProperty(wanted, async (each) => {
      const answers = await attempt(scene, each);
      requests += 1;
      for (const { status } of answers) {
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        if (status < 300) reached.add(each.route);
      }
    }),
    {
      seed,
      numRuns: runs,
      interruptAfterTimeLimit: milliseconds,
      markInterruptAsFailure: false,
      ...(path !== undefined && { path, endOnFailure: true }),
    },
  );
  let failure = details.failed
    ? `${fc.defaultReportMessage(details)}\n${describe(details.errorInstance)}`
    : "";
  if (failure === "")
    failure = await unharmed(scene, before).then(
      () => "",
      (error: unknown) => `after the requests of seed ${seed}: ${error}`,
    );
  return { requests, statuses, reached, failure };
}

/** A property's own message is enough; where anything else was thrown matters. */
const describe = (error: unknown) =>
  error instanceof Error && !(error instanceof Broken) ? error.stack : String(error);

/** B's objects are as they were, and both learners are served. */
async function unharmed(scene: Scene, before: string): Promise<void> {
  const now = await scene.stateOfB();
  if (now !== before) throw new Broken(`B's objects have changed:\n${difference(before, now)}`);
  for (const tenant of [scene.bench.a, scene.bench.b])
    if ((await tenant.http("GET", "/containers/json")).status !== 200)
      throw new Broken("a learner is not served any more");
}

function difference(before: string, now: string): string {
  const old = before.split("\n");
  return now
    .split("\n")
    .flatMap((line, index) => (line === old[index] ? [] : [`- ${old[index]}`, `+ ${line}`]))
    .slice(0, 20)
    .join("\n");
}

async function attempt(scene: Scene, each: Wanted): Promise<Exchanged["answers"]> {
  const sound = isSound(each);
  const send = async (bindings: Readonly<Record<string, string>>) => {
    const bytes = await bytesOf(each, bindings);
    const options = { due: sound, waits };
    const got = await exchange(scene.bench.a.socket, bytes, each.method, each.delivery, options);
    judge(scene, each.route, decoded(each, bytes), got);
    return got;
  };
  const bindings = scene.bindings();
  const got = await send(bindings);
  const first = got.answers.find(({ status }) => status !== 100);
  const changed = first !== undefined && first.status < 400 && each.method !== "GET";
  if (sound && !changed && isForeign(each))
    judgeTwins(got, await send({ ...bindings, ...scene.twins }));
  const id = changed && each.route === "POST /containers/create" ? idOf(first.body) : undefined;
  if (id !== undefined) await judgeContainer(scene, scene.engine, id);
  // what is sent whole may be obeyed though the client has gone
  if (changed || (!sound && each.method !== "GET")) await scene.tend();
  return got.answers;
}

const isForeign = ({ target, payload }: Wanted) =>
  namesForeign(target) || (payload.kind !== "none" && namesForeign(JSON.stringify(payload)));

function idOf(body: Buffer): string | undefined {
  try {
    return z.object({ Id: z.string() }).parse(JSON.parse(body.toString("utf8"))).Id;
  } catch {
    return undefined;
  }
}

/** All that the request said, in each way that it could be read. */
function decoded(each: Wanted, bytes: Buffer): string {
  const text = bytes.toString("utf8");
  return `${text}${text.replaceAll(/%([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))}${fill(each.target, {})}`;
}
