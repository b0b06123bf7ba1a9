/**
 * Where the gateway means to answer otherwise than an ordinary engine, by the command as typed:
 * `-` a line of the engine's alone, `+` one of ours alone. The test fails on any other difference,
 * and on one of these that is no more.
 */
export const intended: Readonly<Record<string, { why: string; lines: readonly string[] }>> = {
  "diff web": {
    why: "the mount point of the init is not what the learner has changed",
    lines: ["- A /sbin", "- A /sbin/docker-init"],
  },
  "build -t faux {home}/faux": {
    why: "a failed step's container is removed: it has no name that its learner could see",
    lines: ["+ Removing intermediate container <id>"],
  },
  "container prune -f": {
    why: "so there is none to prune",
    lines: ["- Deleted Containers:", "- <id>", "- "],
  },
};
