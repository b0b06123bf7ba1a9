/** Where this machine's control groups are mounted: version 1, one hierarchy per controller, or 2. */

export type Controller = "cpu" | "memory" | "pids";

export interface Hierarchy {
  version: 1 | 2;
  /** the mount of each controller that limits; all the same with version 2 */
  controllers: Readonly<Record<Controller, string>>;
  /** where groups are frozen; null: nowhere */
  freezer: string | null;
  /** every mount of control groups: with version 1 the engine makes a container's parent in each */
  mounts: readonly string[];
}

/**
 * From the text of `/proc/self/mounts`. Null where one of the three controllers is nowhere.
 * A hybrid machine (version 1 beside an empty version 2) counts as version 1, as the engine sees it.
 */
export function readHierarchy(text: string): Hierarchy | null {
  const found = text.split("\n").flatMap((line) => {
    const [, mount = "", type = "", options = ""] = line.split(" ");
    return type === "cgroup" || type === "cgroup2"
      ? [{ mount, type, options: options.split(",") }]
      : [];
  });
  const mounts = found.map(({ mount }) => mount);
  const with1 = (controller: Controller | "freezer") =>
    found.find(({ type, options }) => type === "cgroup" && options.includes(controller))?.mount;
  const [cpu, memory, pids] = [with1("cpu"), with1("memory"), with1("pids")];
  const freezer = with1("freezer") ?? null;
  if (cpu && memory && pids)
    return { version: 1, controllers: { cpu, memory, pids }, freezer, mounts };
  if (found.some(({ type }) => type === "cgroup")) return null;
  const root = found.find(({ type }) => type === "cgroup2")?.mount;
  if (root === undefined) return null;
  const controllers = { cpu: root, memory: root, pids: root };
  return { version: 2, controllers, freezer: root, mounts };
}
