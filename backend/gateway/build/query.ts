/** The query of `POST /build`: the few wishes a learner may have, and the options that are ours. */
import { z } from "zod";
import { refused } from "../errors";
import { JsonError, parseJson } from "../http/json";
import { flag, flagOn, integer } from "../http/query";
import { isReservedLabel } from "../labels";
import { messages } from "../messages";
import { isZero } from "../policy/zero";
import type { Limits } from "../types";

/** A JSON document in the query, as `schema` understands it. */
function jsonText<T>(schema: z.ZodType<T>) {
  return z
    .string()
    .default("")
    .transform((text, context) => {
      if (text === "") return schema.parse(undefined);
      let value: unknown;
      try {
        value = parseJson(new TextEncoder().encode(text));
      } catch (error) {
        if (!(error instanceof JsonError)) throw error;
        context.addIssue({ code: "custom", message: messages.buildJson });
        return z.NEVER;
      }
      const result = schema.safeParse(value ?? undefined);
      if (result.success) return result.data;
      const custom = result.error.issues.find((issue) => issue.code === "custom");
      context.addIssue({ code: "custom", message: custom?.message || messages.buildJson });
      return z.NEVER;
    });
}

const isZeroText = (text: string): boolean => {
  if (["", "0", "false", "null"].includes(text)) return true;
  try {
    return isZero(parseJson(new TextEncoder().encode(text)));
  } catch (error) {
    if (error instanceof JsonError) return false;
    throw error;
  }
};

/** An option that is refused unless it is as clients send it when nobody asked. */
const closed = (option: string) =>
  z
    .string()
    .refine(isZeroText, { error: messages.buildOption(option) })
    .transform(() => undefined)
    .optional();
const only = (option: string, ...values: string[]) =>
  z
    .string()
    .refine((text) => values.includes(text), { error: messages.buildOption(option) })
    .transform(() => undefined)
    .optional();

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
const control = /[\u0000-\u001f\u007f]/;

const labels = z
  .record(z.string().min(1).max(256), z.string().max(4096))
  .default({})
  .refine((map) => !Object.keys(map).some(isReservedLabel), { error: messages.reservedLabel })
  .refine(
    (map) =>
      Object.keys(map).length <= 64 &&
      Object.entries(map).every(
        ([name, value]) => !/[\s"'$\\`=]/.test(name) && !control.test(name + value),
      ),
  );

const buildArgs = z
  .record(
    z.string().regex(/^[A-Za-z_][A-Za-z0-9_.-]{0,127}$/),
    z
      .string()
      .max(16 * 1024)
      .nullable(),
  )
  .default({})
  .refine((map) => Object.keys(map).length <= 128);

const bytes = z
  .string()
  .regex(/^-?\d{1,15}$/)
  .transform(Number)
  .optional();

export const buildQuery = z.strictObject({
  // the learner's wishes
  dockerfile: z.string().max(4096).default(""),
  t: z.array(z.string().min(1).max(512)).max(16).default([]),
  buildargs: jsonText(buildArgs),
  labels: jsonText(labels),
  target: z.string().max(128).default(""),
  nocache: flag,
  rm: flagOn,
  forcerm: flag,
  q: flag,
  memory: bytes,
  memswap: bytes,
  shmsize: bytes,
  cpuperiod: integer(0, 1_000_000).optional(),
  cpuquota: integer(-1, 100_000_000).optional(),
  // understood, and without effect: images come from this machine
  pull: z.string().max(16).optional(),
  buildid: z.string().max(128).optional(),
  networkmode: z
    .string()
    .refine((text) => ["", "default", "none"].includes(text), {
      error: messages.buildOption("--network"),
    })
    .optional(),
  // as clients send them when nobody asked
  version: only("BuildKit", "", "1"),
  remote: closed("une adresse en guise de contexte"),
  session: closed("BuildKit (session)"),
  outputs: closed("--output"),
  platform: closed("--platform"),
  cachefrom: closed("--cache-from"),
  cpushares: closed("--cpu-shares"),
  cpusetcpus: closed("--cpuset-cpus"),
  cpusetmems: closed("--cpuset-mems"),
  cgroupparent: closed("--cgroup-parent"),
  ulimits: closed("--ulimit"),
  extrahosts: closed("--add-host"),
  securityopt: closed("--security-opt"),
  squash: closed("--squash"),
  isolation: only("--isolation", "", "default"),
});
export type BuildQuery = z.infer<typeof buildQuery>;

/** Memory of each step in bytes. Throws DockerError 403 on one too large. */
export function buildMemory(query: BuildQuery, limits: Limits): number {
  const memory = query.memory || Math.min(limits.buildMemory, limits.memory);
  if (memory < 0 || memory > limits.memory)
    throw refused(messages.memoryTooLarge(memory, limits.memory));
  const swap = query.memswap ?? 0;
  if (swap !== 0 && swap !== memory) throw refused(messages.memorySwap);
  return memory;
}

const period = 100_000;

/** What a build's steps reach: an engine's network or `none`, and arguments that say the way. */
export interface StepsOutside {
  network: string;
  args: ReadonlyMap<string, string>;
}

/** What the engine is asked, whatever the learner sent. `dockerfile`: its name in the context. */
export function engineQuery(
  query: BuildQuery,
  limits: Limits,
  dockerfile: string,
  memory: number,
  cgroupParent: string,
  { network, args }: StepsOutside,
) {
  const asked =
    query.cpuquota && query.cpuquota > 0
      ? query.cpuquota / (query.cpuperiod || period)
      : limits.cpus;
  if (asked > limits.cpus) throw refused(messages.cpusTooMany(asked, limits.cpus));
  return {
    dockerfile,
    nocache: query.nocache,
    buildargs: JSON.stringify(
      Object.fromEntries([
        ...args,
        ...Object.entries(query.buildargs).filter(([, value]) => value !== null),
      ]),
    ),
    // containers of steps never stay: they have no name that their learner could see
    rm: true,
    forcerm: true,
    networkmode: network,
    cgroupparent: cgroupParent || undefined,
    memory,
    memswap: memory,
    cpuperiod: period,
    cpuquota: Math.max(1000, Math.round(asked * period)),
    shmsize: Math.min(query.shmsize && query.shmsize > 0 ? query.shmsize : 64 * 1024 ** 2, memory),
    // the builder has no option for a number of processes; since Linux 5.14 this one counts
    // within the container's own user namespace (kernel/ucount.c)
    ulimits: JSON.stringify([
      { Name: "nproc", Soft: limits.pids, Hard: limits.pids },
      { Name: "nofile", Soft: 1024, Hard: 4096 },
      { Name: "core", Soft: 0, Hard: 0 },
    ]),
  };
}
