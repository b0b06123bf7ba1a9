/** The machine around it: system, disk, port, folders, users. */
import { existsSync } from "node:fs";
import { stat, statfs } from "node:fs/promises";
import { totalmem } from "node:os";
import type { Paths } from "@/lib/protocol/paths";
import type { Settings } from "@/lib/protocol/settings";
import { checkPort, supervisorMark, supervisorPid } from "../../setup/port";
import { findUser } from "../../setup/web-user";
import { OperatorError } from "../../system/operator-error";
import { readPidFile } from "../../system/pid-file";
import { broken, type Finding, ok, weak } from "./finding";

const GiB = 1024 ** 3;
const gib = (bytes: number) => `${(bytes / GiB).toFixed(1)} GiB`;

async function disk(settings: Settings, paths: Paths): Promise<Finding> {
  const { bavail, bsize, files, ffree } = await statfs(paths.data);
  const free = bavail * bsize;
  if (files > 0 && ffree < files * 0.02) {
    return broken("disk", `only ${ffree} inodes free on ${paths.data}`, "remove many small files");
  }
  const reserve = settings.ESCALE_DISK_RESERVE;
  if (free < reserve) {
    return broken(
      "disk",
      `${gib(free)} free on ${paths.data}, under the reserve of ${gib(reserve)}: no workspace opens`,
      "make room, or lower ESCALE_DISK_RESERVE",
    );
  }
  if (free < 2 * reserve) {
    return weak("disk", `${gib(free)} free, the reserve is ${gib(reserve)}`, "make room soon");
  }
  return ok("disk", `${gib(free)} free on ${paths.data}`);
}

/** What learners write must not be able to fill the machine's own disk. */
async function ownDisk({ data }: Paths): Promise<Finding> {
  const [own, root] = await Promise.all([stat(data), stat("/")]);
  return own.dev === root.dev
    ? weak(
        "own disk",
        `${data} is on the machine's root file system, which learners' files can fill down to the reserve`,
        "give it a file system of its own (docs/operating.md, Disk)",
      )
    : ok("own disk", `${data} has a file system of its own`);
}

async function port(settings: Settings, paths: Paths): Promise<Finding> {
  const address = `${settings.ESCALE_HOST}:${settings.ESCALE_PORT}`;
  const running = await readPidFile(supervisorPid(paths.run), supervisorMark);
  if (running) return ok("port", `${address}, Escale runs (process ${running.pid})`);
  try {
    await checkPort(settings.ESCALE_HOST, settings.ESCALE_PORT);
    return ok("port", `${address} is free, Escale does not run`);
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error;
    return broken("port", error.message, error.remedy);
  }
}

/** Each folder with the most that others may do to it (docs/security.md). */
async function folders(paths: Paths, web: { uid: number } | null): Promise<Finding[]> {
  const wanted = [
    { path: paths.data, mode: 0o711, owner: process.getuid?.() },
    { path: paths.run, mode: 0o711, owner: process.getuid?.() },
    { path: paths.workspaces, mode: 0o711, owner: process.getuid?.() },
    { path: paths.owners, mode: 0o700, owner: process.getuid?.() },
    { path: paths.logs, mode: 0o700, owner: process.getuid?.() },
    { path: paths.web, mode: 0o700, owner: web?.uid ?? process.getuid?.() },
  ];
  const findings: Finding[] = [];
  for (const { path, mode, owner } of wanted) {
    const stats = await stat(path).catch(() => null);
    if (!stats) {
      findings.push(broken("folders", `${path} is missing`, "npm start makes it"));
    } else if ((stats.mode & 0o777 & ~mode) !== 0 || stats.uid !== owner) {
      const is = `mode ${(stats.mode & 0o777).toString(8)}, owner ${stats.uid}`;
      findings.push(
        broken("folders", `${path} is too open or another's (${is})`, "npm start sets it right"),
      );
    }
  }
  return findings.length > 0
    ? findings
    : [ok("folders", `permissions below ${paths.data} are right`)];
}

function system(settings: Settings): Finding[] {
  const findings: Finding[] = [];
  if (process.platform !== "linux") {
    findings.push(
      weak("system", `${process.platform}: no dedicated engine`, "run Escale on Linux"),
    );
  }
  const wanted = settings.ESCALE_WORKSPACES * settings.ESCALE_WORKSTATION_MEMORY;
  findings.push(
    wanted > totalmem()
      ? weak(
          "memory",
          `${settings.ESCALE_WORKSPACES} workstations may ask for ${gib(wanted)}; there are ${gib(totalmem())}`,
          "lower ESCALE_WORKSPACES or ESCALE_WORKSTATION_MEMORY",
        )
      : ok("memory", `${gib(totalmem())} for at most ${settings.ESCALE_WORKSPACES} workspaces`),
  );
  return findings;
}

/** Everything that is not the engine. */
export async function hostFindings(settings: Settings, paths: Paths): Promise<Finding[]> {
  if (!existsSync(paths.data)) {
    return [
      broken(
        "data",
        `${paths.data} does not exist`,
        "npm start makes it; or set ESCALE_DATA to yours",
      ),
    ];
  }
  const asRoot = process.getuid?.() === 0;
  const web = asRoot ? await findUser(settings.ESCALE_WEB_USER) : null;
  const user = !asRoot
    ? weak("web user", "not root: web and backend run as the same user", "start Escale as root")
    : web
      ? ok("web user", `${web.name} (uid ${web.uid})`)
      : broken("web user", `there is no user ${settings.ESCALE_WEB_USER}`, "npm start makes it");
  return [
    ...system(settings),
    await disk(settings, paths),
    await ownDisk(paths),
    await port(settings, paths),
    user,
    ...(await folders(paths, web)),
  ];
}
