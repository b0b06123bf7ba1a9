import { expect, test } from "vitest";
import { readHierarchy } from "./hierarchy";

const v1 = `tmpfs /sys/fs/cgroup tmpfs rw 0 0
cgroup /sys/fs/cgroup/cpu,cpuacct cgroup rw,nosuid,cpu,cpuacct 0 0
cgroup /sys/fs/cgroup/memory cgroup rw,memory 0 0
cgroup /sys/fs/cgroup/pids cgroup rw,pids 0 0
cgroup /sys/fs/cgroup/freezer cgroup rw,freezer 0 0
cgroup /sys/fs/cgroup/systemd cgroup rw,name=systemd 0 0`;
const v2 = "cgroup2 /sys/fs/cgroup cgroup2 rw,nosuid,nodev,noexec,relatime 0 0";

test("version 1: each controller where it is mounted, co-mounted ones included", () => {
  expect(readHierarchy(v1)).toEqual({
    version: 1,
    controllers: {
      cpu: "/sys/fs/cgroup/cpu,cpuacct",
      memory: "/sys/fs/cgroup/memory",
      pids: "/sys/fs/cgroup/pids",
    },
    freezer: "/sys/fs/cgroup/freezer",
    mounts: [
      "/sys/fs/cgroup/cpu,cpuacct",
      "/sys/fs/cgroup/memory",
      "/sys/fs/cgroup/pids",
      "/sys/fs/cgroup/freezer",
      "/sys/fs/cgroup/systemd",
    ],
  });
});

test("version 2: one mount for all", () => {
  expect(readHierarchy(v2)).toMatchObject({
    version: 2,
    controllers: { cpu: "/sys/fs/cgroup", memory: "/sys/fs/cgroup", pids: "/sys/fs/cgroup" },
  });
});

test("a hybrid machine is one of version 1", () => {
  const hybrid = `${v1}\ncgroup2 /sys/fs/cgroup/unified cgroup2 rw 0 0`;
  expect(readHierarchy(hybrid)).toMatchObject({ version: 1 });
  expect(readHierarchy(hybrid)?.mounts).toContain("/sys/fs/cgroup/unified");
});

test("nothing where a controller is missing, or nothing is mounted", () => {
  expect(readHierarchy(v1.replace("pids cgroup rw,pids", "x cgroup rw,x"))).toBeNull();
  expect(readHierarchy("tmpfs /sys/fs/cgroup tmpfs rw 0 0")).toBeNull();
});
