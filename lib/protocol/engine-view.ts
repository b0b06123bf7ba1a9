/**
 * A learner's virtual engine as one value: what `docker ps -a`, `images`, `network ls`, `volume ls`
 * and `inspect` would tell them, names as they gave them. Sizes in bytes, times ISO 8601.
 *
 * Every string in it was chosen by somebody: to be shown as text, never as markup.
 */
import { z } from "zod";

const containerIdSchema = z.string().regex(/^[0-9a-f]{64}$/);
const imageIdSchema = z.string().regex(/^sha256:[0-9a-f]{64}$/);
const moment = z.string();
const bytes = z.number().int().nonnegative();

export const containerStateSchema = z.enum([
  "created",
  "running",
  "paused",
  "restarting",
  "removing",
  "exited",
  "dead",
]);
export type ContainerState = z.infer<typeof containerStateSchema>;

export const containerPortSchema = z.object({
  /** in the container */
  port: z.number().int(),
  /** `tcp`, `udp` or `sctp` */
  protocol: z.string(),
  /** where `localhost` of the workstation has it; empty: exposed, not published */
  published: z.array(z.object({ ip: z.string(), port: z.number().int() })),
});

export const containerMountSchema = z.object({
  type: z.enum(["volume", "bind", "tmpfs"]),
  /** the volume's name, the own folder's path; empty for tmpfs */
  source: z.string(),
  target: z.string(),
  writable: z.boolean(),
});

export const containerNetworkSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** null while it does not run */
  address: z.string().nullable(),
  /** further names that it answers to there; its own is not among them */
  aliases: z.array(z.string()),
});

export const engineContainerSchema = z.object({
  id: containerIdSchema,
  name: z.string(),
  state: containerStateSchema,
  /** null: without a health check, or not running */
  health: z.enum(["starting", "healthy", "unhealthy"]).nullable(),
  /** of its last run; null before the first one's end and while it runs */
  exitCode: z.number().int().nullable(),
  outOfMemory: z.boolean(),
  /** what its creator wrote: a reference or an ID */
  image: z.string(),
  imageId: imageIdSchema,
  /** entry point and arguments as one line, at most 300 characters */
  command: z.string(),
  createdAt: moment,
  /** null: never started */
  startedAt: moment.nullable(),
  /** null: never ended */
  finishedAt: moment.nullable(),
  restarts: z.number().int(),
  /** `no`, `always`, `on-failure` or `unless-stopped` */
  restartPolicy: z.string(),
  ports: z.array(containerPortSchema),
  mounts: z.array(containerMountSchema),
  networks: z.array(containerNetworkSchema),
  limits: z.object({ memoryBytes: bytes, cpus: z.number(), pids: z.number().int() }),
});
export type EngineContainer = z.infer<typeof engineContainerSchema>;

export const imageLayerSchema = z.object({
  /** digest of its content: equal layers on equal ones below are one and the same on the disk */
  digest: z.string(),
  size: bytes,
  /** the instruction that made it, at most 300 characters; empty where nobody knows */
  createdBy: z.string(),
});

export const engineImageSchema = z.object({
  id: imageIdSchema,
  /** references; empty: untagged, or only a container still holds it */
  tags: z.array(z.string()),
  createdAt: moment,
  size: bytes,
  /** from the base upwards */
  layers: z.array(imageLayerSchema),
});
export type EngineImage = z.infer<typeof engineImageSchema>;

export const engineNetworkSchema = z.object({
  id: z.string(),
  name: z.string(),
  driver: z.string(),
  /** without a way out */
  internal: z.boolean(),
  createdAt: moment,
  subnet: z.string().nullable(),
  gateway: z.string().nullable(),
  /** the containers that are on it, stopped ones included (`address` null) */
  members: z.array(
    z.object({
      container: containerIdSchema,
      name: z.string(),
      address: z.string().nullable(),
      aliases: z.array(z.string()),
    }),
  ),
});
export type EngineNetwork = z.infer<typeof engineNetworkSchema>;

export const engineVolumeSchema = z.object({
  name: z.string(),
  /** its name was drawn, not given */
  anonymous: z.boolean(),
  createdAt: moment,
  /** ids of the containers that mount it */
  users: z.array(containerIdSchema),
});
export type EngineVolume = z.infer<typeof engineVolumeSchema>;

/** All that there is. Containers and images newest first; networks and volumes by name. */
export const engineViewSchema = z.object({
  containers: z.array(engineContainerSchema),
  images: z.array(engineImageSchema),
  networks: z.array(engineNetworkSchema),
  volumes: z.array(engineVolumeSchema),
});
export type EngineView = z.infer<typeof engineViewSchema>;

export const engineKindSchema = z.enum(["container", "image", "network", "volume"]);
export type EngineKind = z.infer<typeof engineKindSchema>;

/** What an object is asked for by: a volume's name, or the hex digits of any other's ID. */
export const engineKeySchema = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,127}$/);
