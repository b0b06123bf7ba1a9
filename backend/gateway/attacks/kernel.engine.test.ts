/** From inside a container against the kernel: attempt 33, by the system calls themselves. */
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type Bench, onEngine, openBench, type TestTenant } from "../testing";

let bench: Bench;
let a: TestTenant;
let before: string;
/** B's container, and what of the host's kernel a container would like to change */
const unharmed = async () =>
  [
    await onEngine(
      ...["inspect", "--format", "{{.State.Running}} {{.State.StartedAt}} {{.RestartCount}}"],
      bench.victim.id,
    ),
    await bench.b.ok(
      "exec",
      "web",
      "cat",
      "/proc/sys/kernel/core_pattern",
      "/proc/sys/kernel/panic",
    ),
  ].join("\n");

beforeAll(async () => {
  bench = await openBench({ memory: 512 * 1024 ** 2, containerMemory: 64 * 1024 ** 2 });
  a = bench.a;
  await a.ok("pull", "-q", "python");
  before = await unharmed();
}, 120_000);
afterAll(() => bench.close());
afterEach(async () => {
  expect(await unharmed()).toBe(before);
});

/** Numbers of x86-64 and arm64 (syscall_64.tbl, asm-generic/unistd.h); arguments that would work for root. */
const calls = {
  "ptrace of the container's init's parent": ["ptrace", 101, 117, "16, 0, 0, 0"],
  add_key: ["add_key", 248, 217, "b'user', b'x', b'y', 1, -3"],
  keyctl: ["keyctl", 250, 219, "0, -3, 0"],
  bpf: ["bpf", 321, 280, "0, buffer, 48"],
  "unshare into a user namespace": ["unshare", 272, 97, "0x10000000"],
  "unshare of mounts": ["unshare", 272, 97, "0x00020000"],
  mount: ["mount", 165, 40, "b'x', b'/tmp', b'tmpfs', 0, 0"],
  umount2: ["umount2", 166, 39, "b'/proc', 2"],
  pivot_root: ["pivot_root", 155, 41, "b'/', b'/tmp'"],
  setns: ["setns", 308, 268, "0, 0"],
  open_by_handle_at: ["open_by_handle_at", 304, 265, "0, buffer, 0"],
  perf_event_open: ["perf_event_open", 298, 241, "buffer, 0, -1, -1, 0"],
  userfaultfd: ["userfaultfd", 323, 282, "0"],
  init_module: ["init_module", 175, 105, "buffer, 1, b''"],
  kexec_load: ["kexec_load", 246, 104, "0, 0, 0, 0"],
  reboot: ["reboot", 169, 142, "0xfee1dead, 672274793, 0x89abcdef, 0"],
  swapon: ["swapon", 167, 224, "b'/tmp/x', 0"],
  settimeofday: ["settimeofday", 164, 170, "buffer, 0"],
  syslog: ["syslog", 103, 116, "3, buffer, 64"],
  acct: ["acct", 163, 89, "b'/tmp/x'"],
} as const;

test.each(Object.entries(calls))("33. %s fails for root in a container", async (_, call) => {
  const [, x86, arm, argumentList] = call;
  const script = [
    "import ctypes, errno, os, platform",
    "libc = ctypes.CDLL(None, use_errno=True)",
    "buffer = ctypes.create_string_buffer(4096)",
    `number = ${x86} if platform.machine() == 'x86_64' else ${arm}`,
    `got = libc.syscall(number, ${argumentList})`,
    "print(got, errno.errorcode.get(ctypes.get_errno()))",
  ].join("\n");
  const out = await a.ok("run", "--rm", "python", "python3", "-c", script);
  expect(out).toMatch(/^-1 (EPERM|ENOSYS|EACCES|ESRCH|EINVAL)$/);
});

test("33. core_pattern, release_agent and the kernel's settings cannot be written", async () => {
  const script = [
    "[ -e /sys/fs/cgroup/cgroup.procs ] || [ -e /sys/fs/cgroup/memory/cgroup.procs ] || echo no groups",
    "for file in /proc/sys/kernel/core_pattern /proc/sys/kernel/panic /proc/sys/vm/overcommit_memory \\",
    "  /proc/sys/kernel/modprobe /proc/sysrq-trigger /sys/kernel/uevent_helper \\",
    "  $(find /sys/fs/cgroup -type f); do",
    "  { echo x > $file; } 2>/dev/null && echo written: $file",
    "done; echo end",
  ].join("\n");
  expect(await a.ok("run", "--rm", "busybox", "sh", "-c", script)).toBe("end");
  expect(
    (await a.docker(["run", "--rm", "busybox", "mount", "-t", "cgroup", "x", "/mnt"])).code,
  ).not.toBe(0);
});

test("33. a set-user-ID program in a bind mount gives nobody more", async () => {
  const script = "cp /bin/busybox /home/busybox; chmod 6755 /home/busybox";
  await a
    .ok("run", "--rm", "-v", "/home/apprenant:/home", "-u", "0", "busybox", "sh", "-c", script)
    .catch(() => "");
  const ran = await a.docker([
    "run",
    "--rm",
    "-v",
    "/home/apprenant:/home",
    "-u",
    "1234:1234",
    "busybox",
    "sh",
    "-c",
    "cp /bin/busybox /tmp/busybox; chmod 6755 /tmp/busybox; for bb in /home/busybox /tmp/busybox; do [ -e $bb ] && $bb id -u; done; true",
  ]);
  expect(
    ran.out
      .split("\n")
      .filter(Boolean)
      .every((uid) => uid === "1234"),
  ).toBe(true);
  expect(ran.out).toContain("1234");
});

test("33. of processes, a container sees its own alone", async () => {
  const out = await a.ok("run", "--rm", "busybox", "sh", "-c", "ls -d /proc/[0-9]* | wc -l");
  expect(Number(out)).toBeLessThan(8);
});
