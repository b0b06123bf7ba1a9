/**
 * Every setting of Escale, read from environment variables once at start-up and validated whole.
 * This file is the one place that lists them; docs/settings.md and the README are made from it.
 */
import { availableParallelism, homedir, totalmem } from "node:os";
import { join } from "node:path";
import { z } from "zod";

const MiB = 1024 ** 2;

/** "512m", "1g", "64k" or plain bytes → bytes (powers of 1024, as the docker CLI). */
export const sizeSchema = z
  .string()
  .regex(/^\d+[kmg]?$/i, 'a size is a number with k, m or g, for instance "512m"')
  .transform((text) => {
    const unit = { k: 1024, m: MiB, g: 1024 * MiB }[text.slice(-1).toLowerCase()] ?? 1;
    return Number.parseInt(text, 10) * unit;
  });

const day = 86_400_000;

/** "90s", "30m", "2h", "90d" → ms. */
export const durationSchema = z
  .string()
  .regex(
    /^\d{1,9}(ms|s|m|h|d)$/,
    'a duration is a number with ms, s, m, h or d, for instance "30m"',
  )
  .transform((text) => {
    const unit = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: day }[text.replace(/^\d+/, "")] ?? 1;
    return Number.parseInt(text, 10) * unit;
  });

const count = (fallback: number, min: number, max: number) =>
  z.coerce.number().int().min(min).max(max).default(fallback);
const size = (fallback: string) => z.string().default(fallback).pipe(sizeSchema);
const duration = (fallback: string) => z.string().default(fallback).pipe(durationSchema);

const defaultData = () =>
  process.getuid?.() === 0 ? "/var/lib/escale" : join(homedir(), ".local/share/escale");

/** Workspaces share three quarters of the machine's memory, counted at 384 MiB each. */
const defaultWorkspaces = () => Math.max(1, Math.floor((totalmem() * 0.75) / (384 * MiB)));

/** A DNS name of two labels at least, no spelling of an address; all names below it after `*.`. */
const hostPattern =
  /^(?:\*\.)?(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$/;

export const settingsSchema = z.object({
  ESCALE_HOST: z.string().min(1).default("127.0.0.1").describe("address the site listens on"),
  ESCALE_PORT: count(3000, 1, 65_535).describe("port the site listens on"),
  ESCALE_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe("public address of the site, when it is behind a proxy (https://escale.example.org)"),
  ESCALE_PREVIEW_URL: z
    .string()
    .regex(
      /^https?:\/\/\*\.[a-z0-9-]+(\.[a-z0-9-]+)*(:\d{1,5})?$/,
      "a wildcard, for instance https://*.apercus.example.org",
    )
    .optional()
    .describe(
      "addresses for previews of published ports, when the site is not on localhost (https://*.apercus.example.org)",
    ),
  ESCALE_DATA: z
    .string()
    .regex(/^\/[^\0]{1,60}$/, "an absolute path of at most 60 characters (unix sockets live in it)")
    .default(defaultData)
    .describe("folder for the database, the engine and the workspaces"),
  ESCALE_DOCKER_HOST: z
    .string()
    .regex(/^unix:\/\/\/.+/, "a unix socket, for instance unix:///run/docker.sock")
    .optional()
    .describe("an engine of the operator's own, instead of the dedicated one Escale starts"),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, "a PostgreSQL address: postgresql://user:password@host/base")
    .optional()
    .describe("a PostgreSQL server, instead of the embedded database"),
  ESCALE_WEB_USER: z
    .string()
    .regex(/^[a-z_][a-z0-9_-]{0,31}$/)
    .default("escale-web")
    .describe("unprivileged user the site runs as, when started by root"),
  ESCALE_WORKSPACES: count(defaultWorkspaces(), 1, 10_000).describe(
    "how many workspaces may run at once on this machine",
  ),
  ESCALE_PREPARED: count(1, 0, 100).describe("workstations kept ready for the next learner"),
  ESCALE_IDLE: duration("30m").describe("a workspace unused for this long is stopped (files kept)"),
  ESCALE_IDLE_WARNING: duration("5m").describe("how long before that the page warns"),
  ESCALE_WORKSTATION_MEMORY: size("256m").describe("memory of the learner's workstation"),
  ESCALE_WORKSPACE_MEMORY: size("1g").describe("memory of all of a learner's containers together"),
  ESCALE_CONTAINER_MEMORY: size("256m").describe("memory of a container that asks for none"),
  ESCALE_WORKSPACE_CPUS: z.coerce
    .number()
    .min(0.1)
    .max(64)
    .default(1)
    .describe("CPUs of all of a learner's containers together"),
  ESCALE_WORKSPACE_PIDS: count(512, 16, 32_768).describe(
    "processes of all of a learner's containers together",
  ),
  ESCALE_WORKSPACE_PACE: count(6, 1, 100_000).describe(
    "work that a learner's commands may give the engine, points per second for long (docker exec 1, docker run 5; 60 at once)",
  ),
  ESCALE_CONTAINER_PIDS: count(256, 16, 32_768).describe(
    "processes in each container, and in the workstation, at most",
  ),
  ESCALE_WORKSPACE_CONTAINERS: count(20, 1, 1000).describe("containers of a learner at most"),
  ESCALE_WORKSPACE_IMAGES: count(50, 1, 1000).describe("image tags of a learner at most"),
  ESCALE_WORKSPACE_VOLUMES: count(20, 1, 1000).describe("volumes of a learner at most"),
  ESCALE_WORKSPACE_NETWORKS: count(10, 0, 100).describe(
    "networks that a learner may make, besides their default one",
  ),
  ESCALE_REGISTRY_SIZE: size("512m").describe(
    "what a learner may publish with docker push (0: nothing)",
  ),
  ESCALE_REGISTRY_REPOSITORIES: count(10, 1, 1000).describe(
    "repositories (names without tag) that a learner may publish",
  ),
  ESCALE_REGISTRY_TOTAL: size("10g").describe(
    "all published images together; layers that learners share count once",
  ),
  ESCALE_EGRESS: z
    .enum(["none", "list", "open"])
    .default("none")
    .describe(
      "what learners' containers reach outside: none, list (the hosts of ESCALE_EGRESS_HOSTS, by http and https through a proxy), or open (public addresses; never this machine, its private networks or another learner)",
    ),
  ESCALE_EGRESS_HOSTS: z
    .string()
    .default("")
    .transform((text) => text.split(",").flatMap((host) => host.trim().toLowerCase() || []))
    .pipe(z.array(z.string().regex(hostPattern, "a host is a name, or *. before one")).max(200))
    .describe(
      "hosts that containers reach with ESCALE_EGRESS=list, separated by commas, for instance deb.debian.org,pypi.org,*.pythonhosted.org",
    ),
  ESCALE_VMS: count(availableParallelism(), 0, 1000).describe(
    "virtual machines of the lesson on containers and VMs that run at once, of all learners (0: none); one that is emulated keeps a core busy while it starts",
  ),
  ESCALE_VM_TIME: duration("20m")
    .refine((ms) => ms >= 10_000, "at least 10s")
    .describe("a virtual machine that has run for this long is stopped"),
  ESCALE_VM_KVM: z
    .enum(["off", "on"])
    .default("off")
    .describe(
      "gives /dev/kvm to the catalogue's virtual machine, as it is and to no other container (docs/security.md says what that opens)",
    ),
  ESCALE_WORKSPACE_TERMINALS: count(8, 1, 32).describe("terminal tabs of a learner at most"),
  ESCALE_KEEP_GUESTS: duration("90d")
    // a session notes once a day that it is used: less would delete people at work
    .refine((ms) => ms >= 2 * day, "at least 2d")
    .describe("a guest who has not come back for this long is deleted, with their files"),
  ESCALE_GUESTS_PER_HOUR: count(200, 1, 100_000).describe(
    "guests who may begin within an hour from one network address, a classroom's for instance",
  ),
  ESCALE_SMTP_URL: z
    .url({ protocol: /^smtps?$/ })
    .optional()
    .describe(
      "mail server for links to choose a password (smtps://user:password@mail.example.org)",
    ),
  ESCALE_MAIL_FROM: z
    .email()
    .optional()
    .describe("address that letters come from (escale@ the host of ESCALE_URL by default)"),
  ESCALE_OIDC_ISSUER: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe(
      "a school's OpenID Connect provider, to sign in by (https://login.example.org/realms/school)",
    ),
  ESCALE_OIDC_CLIENT_ID: z.string().min(1).optional().describe("this site's name there"),
  ESCALE_OIDC_CLIENT_SECRET: z.string().min(1).optional().describe("this site's secret there"),
  ESCALE_OIDC_NAME: z
    .string()
    .max(60)
    .default("mon établissement")
    .describe("as the button of the sign-in page names it, in French: « Se connecter avec … »"),
  ESCALE_WORKSPACE_DISK: size("2g").describe(
    "disk that a learner's containers, volumes, images and files may take together",
  ),
  ESCALE_WORKSPACE_FILES: count(200_000, 1000, 100_000_000).describe(
    "files, of any size, that they may be",
  ),
  ESCALE_DISK_RESERVE: size("2g").describe(
    "free space under which no workspace is opened and no container created",
  ),
  ESCALE_CLASS_MEMORY: sizeSchema
    .optional()
    .describe(
      "the most that an admin may give a class's workspaces instead of ESCALE_WORKSPACE_MEMORY (no more than that, without it)",
    ),
  ESCALE_CLASS_CPUS: z.coerce
    .number()
    .min(0.1)
    .max(64)
    .optional()
    .describe("the same for ESCALE_WORKSPACE_CPUS"),
  ESCALE_CLASS_DISK: sizeSchema.optional().describe("the same for ESCALE_WORKSPACE_DISK"),
  ESCALE_CLASS_CONTAINERS: z.coerce
    .number()
    .int()
    .min(1)
    .max(1000)
    .optional()
    .describe("the same for ESCALE_WORKSPACE_CONTAINERS"),
  ESCALE_CLASS_IDLE: durationSchema.optional().describe("the same for ESCALE_IDLE"),
  ESCALE_METRICS_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]{16,512}$/, "at least 16 printable characters without a space")
    .optional()
    .describe("what Prometheus sends as a bearer token to read /metrics; without it there is none"),
  ESCALE_LOG_LEVEL: z
    .enum(["trace", "debug", "info", "warn", "error", "silent"])
    .default("info")
    .describe("how much the structured logs say"),
});
export type Settings = z.infer<typeof settingsSchema>;

/** Thrown by `readSettings`: one line per wrong variable, in English, for the operator. */
export class SettingsError extends Error {
  override readonly name = "SettingsError";
}

/** Parses the environment; throws `SettingsError` naming each wrong or unknown ESCALE_ variable. */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const known = Object.keys(settingsSchema.shape);
  const internal = /^ESCALE_(TEST|INTERNAL)_/;
  const unknown = Object.keys(env).filter(
    (name) => name.startsWith("ESCALE_") && !known.includes(name) && !internal.test(name),
  );
  const result = settingsSchema.safeParse(
    Object.fromEntries(known.map((name) => [name, env[name] === "" ? undefined : env[name]])),
  );
  const problems = [
    ...unknown.map((name) => `${name}: no such setting`),
    ...(result.error?.issues ?? []).map((issue) => `${issue.path.join(".")}: ${issue.message}`),
  ];
  if (!result.success || problems.length > 0) throw new SettingsError(problems.join("\n"));
  return result.data;
}
