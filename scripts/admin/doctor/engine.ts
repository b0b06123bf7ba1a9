/** Is there an engine, is it ours, and is it as hard as it should be? */
import type Docker from "dockerode";
import { z } from "zod";
import { obstacle } from "@/backend/cgroups/cgroups";
import { catalogueRepository, workstationImage } from "@/backend/engine/ownership";
import type { Paths } from "@/lib/protocol/paths";
import type { Settings } from "@/lib/protocol/settings";
import { runningEngine } from "../../setup/engine/dedicated";
import { answers, dockerAt } from "../../setup/engine/socket";
import { findImage } from "../../setup/images/build-image";
import { readCatalogue, tagsOf } from "../../setup/images/catalogue";
import { findProgram } from "../../system/find-program";
import { broken, type Finding, ok, weak } from "./finding";

/** What `docker info` says that matters here. */
export const engineInfoSchema = z.looseObject({
  ServerVersion: z.string(),
  KernelVersion: z.string().default(""),
  CgroupVersion: z.string().default("1"),
  CgroupDriver: z.string().default(""),
  Driver: z.string().default(""),
  LiveRestoreEnabled: z.boolean().default(false),
  SecurityOptions: z.array(z.string()).nullable().default([]),
  MemoryLimit: z.boolean().default(false),
  SwapLimit: z.boolean().default(false),
  PidsLimit: z.boolean().default(false),
  CpuCfsQuota: z.boolean().default(false),
});
export type EngineInfo = z.infer<typeof engineInfoSchema>;

/** The kernel's and engine's safeguards, from `docker info`. */
export function safeguards(info: EngineInfo): Finding[] {
  const security = info.SecurityOptions ?? [];
  const option = (name: string) => security.some((each) => each.includes(`name=${name}`));
  const controller = (name: string, present: boolean) =>
    present
      ? ok(`limit: ${name}`, `enforced (cgroup v${info.CgroupVersion})`)
      : broken(
          `limit: ${name}`,
          "the kernel does not enforce it: one learner could take the whole machine",
          `enable the ${name} cgroup controller (kernel command line: cgroup_enable=${name})`,
        );
  return [
    controller("memory", info.MemoryLimit),
    controller("pids", info.PidsLimit),
    controller("cpu", info.CpuCfsQuota),
    info.SwapLimit
      ? ok("limit: swap", "accounted")
      : weak(
          "limit: swap",
          "not accounted: a container may swap past its memory limit",
          "add swapaccount=1 to the kernel command line, or run without swap",
        ),
    option("seccomp")
      ? ok("seccomp", "default profile")
      : broken(
          "seccomp",
          "off: containers may call anything of the kernel",
          "use a kernel with CONFIG_SECCOMP",
        ),
    option("userns")
      ? ok("user namespaces", "users are remapped")
      : weak(
          "user namespaces",
          "root in a container is root on the host",
          "start the engine with --userns-remap, or let Escale start its dedicated one",
        ),
    info.LiveRestoreEnabled
      ? ok("live-restore", "containers outlive the engine")
      : weak(
          "live-restore",
          "restarting the engine stops every container",
          "start it with --live-restore",
        ),
  ];
}

/** One control group per workspace: limits for all that a learner runs together. */
async function group(info: EngineInfo): Promise<Finding> {
  const why = await obstacle(info.CgroupDriver);
  return why === null
    ? ok("limit: workspace", `one control group each (cgroup v${info.CgroupVersion})`)
    : weak(
        "limit: workspace",
        `${why}: CPU and processes are limited per container, not per learner`,
        "run as root, with the engine's exec-opt native.cgroupdriver=cgroupfs (the dedicated one has it)",
      );
}

async function imagesPresent(docker: Docker, root: string): Promise<Finding[]> {
  const wanted = (await readCatalogue(root)).flatMap((image) =>
    tagsOf(image).map((tag) => `${catalogueRepository}${image.name}:${tag}`),
  );
  const missing: string[] = [];
  for (const reference of [workstationImage, ...wanted]) {
    if (!(await findImage(docker, reference))) missing.push(reference);
  }
  return [
    missing.length === 0
      ? ok("images", `workstation and ${wanted.length} catalogue tags`)
      : broken("images", `missing: ${missing.join(", ")}`, "npm start prepares them"),
  ];
}

/** Everything about the engine. */
export async function engineFindings(
  settings: Settings,
  paths: Paths,
  root: string,
): Promise<Finding[]> {
  const own = settings.ESCALE_DOCKER_HOST;
  if (!(await answers(paths.engineSocket, 5_000))) {
    const installed = findProgram("dockerd") !== null;
    const remedy = own
      ? "start it, or check who may open its socket"
      : installed
        ? `npm start starts it; its log is ${paths.logs}/engine.log`
        : "apt-get install --no-install-recommends docker.io iptables, then npm start";
    return [broken("engine", `nothing answers at ${paths.engineSocket}`, remedy)];
  }
  const docker = dockerAt(paths.engineSocket);
  const info = engineInfoSchema.parse(await docker.info());
  const { ApiVersion } = await docker.version();
  const dedicated = (await runningEngine(paths)) !== null;
  return [
    ok(
      "engine",
      `${info.ServerVersion}, API ${ApiVersion}, storage ${info.Driver}, kernel ${info.KernelVersion}`,
    ),
    dedicated
      ? ok("dedicated", "Escale's own")
      : weak(
          "dedicated",
          "the operator's own engine: whatever else it runs shares it with learners",
          "unset ESCALE_DOCKER_HOST to have Escale start one of its own (as root)",
        ),
    ...safeguards(info),
    await group(info),
    ...(await imagesPresent(docker, root)),
  ];
}
