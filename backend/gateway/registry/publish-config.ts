/**
 * An image's configuration as it is published: rebuilt from the fields that say what it runs and
 * how it was made. What the platform left there (whose it is, the secret of its build cache) and
 * what the engine keeps for itself (containers, host names, parents) does not leave.
 */
import { z } from "zod";
import { imageConfigSchema } from "../engine-config";
import { isOurs } from "../images/inspect";
import { visibleLabels } from "../labels";

const runs = imageConfigSchema
  .pick({
    User: true,
    ExposedPorts: true,
    Env: true,
    Cmd: true,
    Healthcheck: true,
    Volumes: true,
    WorkingDir: true,
    Entrypoint: true,
    OnBuild: true,
    Labels: true,
    StopSignal: true,
    Shell: true,
  })
  .partial();

const schema = z.object({
  architecture: z.string(),
  os: z.literal("linux"),
  variant: z.string().optional(),
  created: z.string().optional(),
  author: z.string().optional(),
  config: runs.nullish(),
  rootfs: z.object({ type: z.literal("layers"), diff_ids: z.array(z.string()) }),
  history: z
    .array(
      z.object({
        created: z.string().optional(),
        created_by: z.string().optional(),
        author: z.string().optional(),
        comment: z.string().optional(),
        empty_layer: z.boolean().optional(),
      }),
    )
    .nullish(),
});

/** `text`: the engine's JSON, already found to have one reading. Throws when it is not one of its. */
export function publishedConfig(text: string): string {
  const { config, history, ...rest } = schema.parse(JSON.parse(text));
  const steps = (history ?? []).flatMap((step) => {
    if (!isOurs(step.created_by ?? "")) return step;
    return step.empty_layer ? [] : { ...step, created_by: "" };
  });
  return JSON.stringify({
    ...rest,
    ...(config && {
      config: { ...config, ...(config.Labels && { Labels: visibleLabels(config.Labels) }) },
    }),
    ...(history && { history: steps }),
  });
}
