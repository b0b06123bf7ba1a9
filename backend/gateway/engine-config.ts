/** What a container runs, as the engine says it of containers and of the images they come from. */
import { z } from "zod";

/** Go writes an empty list or map as null, or not at all. */
export const strings = z.array(z.string()).nullable().optional();
export const stringMap = z.record(z.string(), z.string()).nullable().optional();

export const configSchema = z.object({
  Hostname: z.string(),
  Domainname: z.string(),
  User: z.string(),
  AttachStdin: z.boolean(),
  AttachStdout: z.boolean(),
  AttachStderr: z.boolean(),
  ExposedPorts: z.record(z.string(), z.object({})).optional(),
  Tty: z.boolean(),
  OpenStdin: z.boolean(),
  StdinOnce: z.boolean(),
  Env: strings,
  Cmd: strings,
  Healthcheck: z
    .object({
      Test: strings,
      Interval: z.number().optional(),
      Timeout: z.number().optional(),
      StartPeriod: z.number().optional(),
      Retries: z.number().optional(),
    })
    .optional(),
  Image: z.string(),
  Volumes: z.record(z.string(), z.object({})).nullable().optional(),
  WorkingDir: z.string(),
  Entrypoint: strings,
  OnBuild: strings,
  Labels: stringMap,
  StopSignal: z.string().optional(),
  StopTimeout: z.number().optional(),
  Shell: strings,
});

/** An image says all of it but which image it is, and how long a stop may take. */
export const imageConfigSchema = configSchema.omit({ Image: true, StopTimeout: true });
