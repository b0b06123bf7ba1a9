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

/** The same of the second session (details.ts). */
export const intendedDetails: typeof intended = {
  "ps --filter publish=80 --format {{.Names}}": {
    why: "the engine compares the host's port alone, its manual the container's: both are found",
    lines: ["+ porte"],
  },
};

/** Fields of JSON that differ, whatever the command, and why. Each must be met. */
export const intendedFields: readonly { why: string; paths: RegExp }[] = [
  {
    why: "where the host keeps something is nobody's to know",
    paths:
      /^(GraphDriver\.Data.*|HostnamePath|HostsPath|ResolvConfPath|LogPath|Mountpoint|Mounts\[\]\.Source|NetworkSettings\.Sandbox(ID|Key))$/,
  },
  {
    why: "the workspace's limits, and what every container gets",
    paths:
      /^HostConfig\.(Memory|MemorySwap|NanoCpus|PidsLimit|Ulimits.*|LogConfig\.Config.*|SecurityOpt.*|ShmSize|Init)$/,
  },
  {
    why: "fields that the gateway does not take are not shown",
    paths:
      /^HostConfig\.(Blkio.*|Cgroupns.*|Cpu(Count|Percent|Period|Quota|Realtime.*|set.*)|Device.*|IOMaximum.*|KernelMemory.*|MemorySwappiness|Dns.*|ExtraHosts)$/,
  },
  {
    why: "the catalogue's images have labels of their own, an ordinary engine's busybox has others",
    paths: /^((Container)?Config\.Labels(\.escale\..*)?|Actor\.Attributes\.escale\..*|Labels:?)$/,
  },
  {
    why: "how an image was made is told by its history alone",
    paths: /^(Config\.Image|Container|ContainerConfig.*|DockerVersion)$/,
  },
  {
    why: "all mounts are given as HostConfig.Mounts, so that new volumes are labelled",
    paths: /^(HostConfig\.Mounts.*|Mounts\[\]\.Mode|HostConfig\.Tmpfs\..*)$/,
  },
  {
    why: "a default that the client left empty is said",
    paths: /^HostConfig\.RestartPolicy\.Name$/,
  },
  {
    why: "networks have subnets of ours, and the name of a container in the engine is no alias",
    paths: /^(NetworkSettings\.Networks\.\w+\.(IPPrefixLen|Aliases\[\])|IPAM\.Options)$/,
  },
];
