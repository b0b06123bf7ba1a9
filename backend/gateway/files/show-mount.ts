/** A container's mounts as its learner sees them: own names, own paths, an ordinary engine's. */
import { z } from "zod";
import { fromEngineVolumeName } from "../names";
import type { Tenant } from "../tenant";
import type { Asked } from "./asked";

export const mountPointSchema = z.object({
  Type: z.string(),
  Name: z.string().optional(),
  Source: z.string().optional(),
  Destination: z.string(),
  Mode: z.string().optional(),
  RW: z.boolean(),
});
export type MountPoint = z.infer<typeof mountPointSchema>;

/** Where an ordinary engine keeps a volume. */
export const volumePath = (name: string): string => `/var/lib/docker/volumes/${name}/_data`;

export function showMount(tenant: Tenant, asked: Asked, mount: MountPoint) {
  const common = { Destination: mount.Destination, Mode: "", RW: mount.RW };
  switch (mount.Type) {
    case "volume": {
      const name = fromEngineVolumeName(tenant.workspace, mount.Name ?? "");
      if (name === undefined) return [];
      const source = volumePath(name);
      const driver = { Driver: "local" };
      return [
        { Type: "volume", Name: name, Source: source, ...driver, ...common, Propagation: "" },
      ];
    }
    case "bind": {
      const held = asked.held.find(({ id }) => mount.Source?.endsWith(`/${id}`));
      if (held === undefined) return [];
      return [{ Type: "bind", Source: held.source, ...common, Propagation: "rprivate" }];
    }
    case "tmpfs":
      return [{ Type: "tmpfs", Source: "", ...common, Propagation: "" }];
    default:
      return [];
  }
}
