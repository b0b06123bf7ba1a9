/** What `GET /healthz` answers: each part apart, so that an operator sees which one is ill. */
import { z } from "zod";

export const partHealthSchema = z.object({
  status: z.enum(["ok", "down"]),
  /** English, for the operator */
  detail: z.string().optional(),
});
export type PartHealth = z.infer<typeof partHealthSchema>;

/** The backend's own answer: itself and the engine behind it. */
export const backendHealthSchema = z.object({
  backend: partHealthSchema,
  engine: partHealthSchema.extend({ version: z.string().optional() }),
  workspaces: z.object({
    running: z.number().int(),
    prepared: z.number().int(),
    waiting: z.number().int(),
    max: z.number().int(),
  }),
});
export type BackendHealth = z.infer<typeof backendHealthSchema>;

/** The backend's figures in Prometheus' text format. */
export const metricsSchema = z.object({ text: z.string() });

export const healthSchema = z.object({
  web: partHealthSchema,
  database: partHealthSchema,
  backend: partHealthSchema,
  engine: partHealthSchema,
});
export type Health = z.infer<typeof healthSchema>;
