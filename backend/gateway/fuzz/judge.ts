/** What no answer may be, and what nothing that was created may have. */
import { z } from "zod";
import type { EngineClient } from "../engine-client";
import { capabilityBound } from "../policy/capabilities";
import type { Answered } from "./answers";
import type { Exchanged } from "./exchange";
import { ownWorkspace, type Scene } from "./scene";

/** A property broken; the message says which. */
export class Broken extends Error {
  override readonly name = "Broken";
}

/**
 * An image is saved byte by byte as it is named by its digest, with what the engine wrote into the
 * configuration of what its own learner committed or built: their own workspace among it.
 */
const savesImages = /^GET \/images\/(.*\/)?get$/;

export function judge(
  scene: Scene,
  route: string,
  sent: string,
  { raw, answers, silent }: Exchanged,
): void {
  if (silent) throw new Broken("a whole request got no answer");
  if (raw.length > 0 && answers.length === 0) throw new Broken(`not HTTP: ${excerpt(raw)}`);
  for (const answer of answers) {
    judgeStatus(answer);
    judgeError(answer);
  }
  const texts = [raw.toString("latin1"), ...answers.map(({ body }) => body.toString("latin1"))];
  const own = savesImages.test(route);
  for (const text of texts) {
    for (const [what, secret] of scene.secrets)
      if (text.includes(secret) && !(own && what === ownWorkspace))
        throw new Broken(`${what} came back: ${around(text, secret)}`);
    for (const [what, secret] of scene.platform)
      if (text.includes(secret) && !sent.includes(secret) && !own)
        throw new Broken(`${what} came back: ${around(text, secret)}`);
  }
}

/** Whatever is asked, nothing fails: a mistake of the request's is a 4xx, engine-faults.ts included. */
function judgeStatus({ status, body }: Answered): void {
  if (status >= 500) throw new Broken(`${status}: ${excerpt(body)}`);
}

/** Each error says something, in Docker's shape. */
function judgeError({ status, headers, body, whole }: Answered): void {
  if (status < 400 || !whole || /^content-length: 0$/im.test(headers) || body.length === 0) return;
  if (!messageOf(body)) throw new Broken(`an error without a message: ${excerpt(body)}`);
}

function messageOf(body: Buffer): string | undefined {
  try {
    return z.object({ message: z.string() }).parse(JSON.parse(body.toString("utf8"))).message;
  } catch {
    return undefined;
  }
}

const excerpt = (bytes: Buffer) => bytes.subarray(0, 300).toString("utf8");
const around = (text: string, found: string) => {
  const at = text.indexOf(found);
  return text.slice(Math.max(0, at - 80), at + found.length + 80);
};

/** A foreign name and one that nothing has are answered alike, but for the name. */
export function judgeTwins(mine: Exchanged, twin: Exchanged): void {
  const final = ({ answers }: Exchanged) => answers.find(({ status }) => status !== 100);
  const [one, two] = [final(mine), final(twin)];
  if (one?.status !== two?.status)
    throw new Broken(`a foreign name is told from a missing one: ${one?.status}, ${two?.status}`);
  if (one === undefined || two === undefined || one.status < 400) return;
  if (blank(one.body) !== blank(two.body))
    throw new Broken(`told apart: ${excerpt(one.body)} ≠ ${excerpt(two.body)}`);
}

const blank = (body: Buffer) => body.toString("utf8").replaceAll(/[0-9a-f]{6,}/g, "<id>");

/** As Docker writes the size of a log. */
const bytesOfSize = (text: string) =>
  Number.parseInt(text, 10) * ({ k: 1024, m: 1024 ** 2 }[text.slice(-1).toLowerCase()] ?? 1);

const created = z.object({
  HostConfig: z.object({
    Privileged: z.literal(false),
    CapAdd: z.array(z.string()).nullable(),
    CapDrop: z.tuple([z.literal("ALL")]),
    SecurityOpt: z.tuple([z.literal("no-new-privileges")]),
    NetworkMode: z.string(),
    PidMode: z.string().regex(/^(container:[0-9a-f]{64})?$/),
    IpcMode: z.string().regex(/^(private|shareable|container:[0-9a-f]{64})$/),
    UTSMode: z.literal(""),
    UsernsMode: z.literal(""),
    CgroupnsMode: z.enum(["private", "host"]),
    CgroupParent: z.literal(""),
    Runtime: z.literal("runc"),
    Devices: z.array(z.unknown()).max(0).nullable(),
    DeviceCgroupRules: z.null(),
    DeviceRequests: z.null(),
    Binds: z.null(),
    VolumesFrom: z.null(),
    PortBindings: z.record(z.string(), z.never()).nullable(),
    PublishAllPorts: z.literal(false),
    ExtraHosts: z.null(),
    OomScoreAdj: z.literal(0),
    OomKillDisable: z.literal(false).nullable(),
    Memory: z
      .number()
      .min(1)
      .max(1024 ** 3),
    MemorySwap: z
      .number()
      .min(1)
      .max(1024 ** 3),
    PidsLimit: z.number().min(1).max(64),
    Init: z.literal(true),
    LogConfig: z.object({
      Type: z.literal("json-file"),
      Config: z
        .strictObject({ "max-size": z.string(), "max-file": z.string() })
        .refine(
          (asked) => bytesOfSize(asked["max-size"]) * Number(asked["max-file"]) <= 2 * 1024 ** 2,
        ),
    }),
    Sysctls: z.object({ "net.ipv4.ping_group_range": z.string() }).strict().optional(),
    MaskedPaths: z.array(z.string()).min(5),
    ReadonlyPaths: z.array(z.string()).min(3),
    Mounts: z.array(z.object({ Type: z.string(), Source: z.string().optional() })).optional(),
  }),
  Config: z.object({ Labels: z.record(z.string(), z.string()) }),
  Mounts: z.array(
    z.object({
      Type: z.string(),
      Name: z.string().optional(),
      Source: z.string(),
      Destination: z.string(),
    }),
  ),
});

/** A container that a request has made is within all bounds, whatever the request said. */
export async function judgeContainer(
  { bench, twins, bindings }: Scene,
  engine: EngineClient,
  id: string,
): Promise<void> {
  const found = await engine.json({ method: "GET", path: ["containers", id, "json"] }, z.unknown());
  const result = created.safeParse(found);
  if (!result.success) throw new Broken(`out of bounds: ${z.prettifyError(result.error)}`);
  const { HostConfig, Config, Mounts } = result.data;
  const { workspace } = bench.a;
  const bound: readonly string[] = capabilityBound;
  const extra = (HostConfig.CapAdd ?? []).filter(
    (name) => !bound.includes(name.replace(/^CAP_/, "")),
  );
  if (extra.length > 0) throw new Broken(`capabilities: ${extra.join(", ")}`);
  if (Config.Labels["escale.workspace"] !== workspace) throw new Broken("in no workspace of A's");
  if (Config.Labels["escale.role"]) throw new Broken("with a role");
  for (const { Type, Name, Source, Destination } of Mounts) {
    const own =
      Type === "tmpfs" ||
      (Type === "volume" &&
        (Name?.startsWith(`${workspace}.`) || /^[0-9a-f]{64}$/.test(Name ?? ""))) ||
      (Type === "bind" && Source.startsWith(bench.binds));
    if (!own || Name === bindings()["b.anonymous"] || Name === twins["b.anonymous"])
      throw new Broken(`mounts ${Type} ${Name ?? Source}`);
    if (/^\/(proc|sys|dev)(\/|$)/.test(Destination)) throw new Broken(`mounts over ${Destination}`);
  }
  if (/host|^ns:/.test(HostConfig.NetworkMode))
    throw new Broken(`network ${HostConfig.NetworkMode}`);
}
