/**
 * `-v`, `--mount`, `--volumes-from` and an image's `VOLUME`, each read into one list of what a
 * container is to have mounted. Grammar: moby, volume/mounts/linux_parser.go.
 */
import { posix } from "node:path";
import { z } from "zod";
import { badRequest, refused } from "../errors";
import { messages } from "../messages";
import { isVolumeName } from "../names";
import { labels, text } from "./values";
import { isZero, orAbsent, zeroOnly } from "./zero";

/** What a learner asked to have mounted. `target` is clean and absolute. */
export type WantedMount = { target: string; readOnly: boolean } & (
  | {
      type: "volume";
      /** null: an anonymous one */
      name: string | null;
      noCopy: boolean;
      labels: Record<string, string>;
    }
  | {
      type: "bind";
      /** clean and absolute, as the workstation sees it */
      source: string;
      /** `-v` makes a folder that is not there, `--mount` does not */
      make: boolean;
    }
  | { type: "tmpfs"; bytes: number; mode: number | undefined }
);

const path = text(4096);

const mountSchema = z
  .object({
    Type: z.string().max(32),
    Source: orAbsent(path),
    Target: orAbsent(path),
    ReadOnly: orAbsent(z.boolean()),
    Consistency: orAbsent(z.enum(["", "default", "consistent", "cached", "delegated"])),
    BindOptions: orAbsent(
      z.object({ Propagation: orAbsent(z.enum(["", "private", "rprivate"])) }).catchall(zeroOnly),
    ),
    VolumeOptions: orAbsent(
      z
        .object({
          NoCopy: orAbsent(z.boolean()),
          Labels: orAbsent(labels),
          DriverConfig: orAbsent(
            z.object({ Name: orAbsent(z.enum(["", "local"])) }).catchall(zeroOnly),
          ),
        })
        .catchall(zeroOnly),
    ),
    TmpfsOptions: orAbsent(
      z
        .object({
          SizeBytes: orAbsent(z.number().int().min(0)),
          Mode: orAbsent(z.number().int().min(0).max(0o1777)),
        })
        .catchall(zeroOnly),
    ),
  })
  .catchall(zeroOnly);
type GivenMount = z.infer<typeof mountSchema>;

const maxMounts = 32;
export const bindsSchema = z.array(text(8192)).max(maxMounts);
export const mountsSchema = z.array(mountSchema).max(maxMounts);
export const volumesFromSchema = z.array(z.string().max(256)).max(maxMounts);
/** `Config.Volumes`: the paths of anonymous volumes. */
export const volumePathsSchema = z
  .record(path, z.unknown().refine(isZero, { error: "refused" }))
  .refine((map) => Object.keys(map).length <= maxMounts);

const defaultTmpfs = 64 * 1024 ** 2;

/** `-v`: `source:target[:options]`. Throws DockerError 400 or 403. */
export function readBind(given: string): WantedMount {
  const parts = given.split(":");
  const [source = "", target = "", options = ""] = parts;
  const invalid = () => badRequest(`invalid volume specification: '${given.slice(0, 200)}'`);
  if (parts.length < 2 || parts.length > 3 || source === "") throw invalid();
  let readOnly = false;
  let noCopy = false;
  for (const option of options.split(",").filter((word) => word !== "")) {
    if (option === "ro") readOnly = true;
    else if (option === "nocopy") noCopy = true;
    // what SELinux and Docker Desktop read, and Docker's own default, change nothing here
    else if (!/^(rw|[zZ]|r?private|cached|delegated|consistent)$/.test(option))
      throw refused(messages.mountOption(option.slice(0, 40)));
  }
  const common = { target: cleanTarget(target), readOnly };
  if (source.startsWith("/"))
    return { ...common, type: "bind", source: posix.normalize(source), make: true };
  if (!isVolumeName(source)) throw badRequest(volumeNameWords(source));
  return { ...common, type: "volume", name: source, noCopy, labels: {} };
}

/** As the engine says it (moby, volume/local/local.go). */
export const volumeNameWords = (name: string) =>
  `create ${name}: "${name}" includes invalid characters for a local volume name, only "[a-zA-Z0-9][a-zA-Z0-9_.-]" are allowed. If you intended to pass a host directory, use absolute path`;

/** `--mount`. `memory`: the container's, which a tmpfs takes its size from. */
export function readMount(given: GivenMount, memory: number): WantedMount {
  const invalid = (why: string) =>
    badRequest(`invalid mount config for type "${given.Type.slice(0, 32)}": ${why}`);
  if (!given.Target) throw invalid("field Target must not be empty");
  const common = { target: cleanTarget(given.Target), readOnly: given.ReadOnly ?? false };
  const { VolumeOptions: volume, TmpfsOptions: tmpfs, BindOptions: bind } = given;
  const only = (kind: string) => {
    if ((volume && kind !== "volume") || (tmpfs && kind !== "tmpfs") || (bind && kind !== "bind"))
      throw invalid("options of another type of mount");
  };
  only(given.Type);
  switch (given.Type) {
    case "volume":
      if (given.Source && !isVolumeName(given.Source))
        throw badRequest(volumeNameWords(given.Source));
      return {
        ...common,
        type: "volume",
        name: given.Source || null,
        noCopy: volume?.NoCopy ?? false,
        labels: volume?.Labels ?? {},
      };
    case "bind":
      if (!given.Source) throw invalid("field Source must not be empty");
      if (!given.Source.startsWith("/")) throw invalid("mount path must be absolute");
      return { ...common, type: "bind", source: posix.normalize(given.Source), make: false };
    case "tmpfs": {
      if (given.Source) throw invalid("field Source must not be specified");
      const bytes = tmpfs?.SizeBytes || Math.min(defaultTmpfs, memory);
      if (bytes > memory) throw refused(messages.tmpfsSize(memory));
      return { ...common, type: "tmpfs", bytes, mode: tmpfs?.Mode };
    }
    default:
      throw refused(messages.mountType(given.Type.slice(0, 32)));
  }
}

/** An anonymous volume: `-v /data`, or an image's `VOLUME`. */
export const anonymousVolume = (target: string): WantedMount => ({
  type: "volume",
  name: null,
  target: cleanTarget(target),
  readOnly: false,
  noCopy: false,
  labels: {},
});

/**
 * Not over the kernel's own file systems: runc has had holes there more than once
 * (CVE-2019-16884, CVE-2025-31133, CVE-2025-52881).
 */
function cleanTarget(given: string): string {
  if (!given.startsWith("/"))
    throw badRequest(`invalid mount path: '${given}' mount path must be absolute`);
  const target = posix.normalize(given).replace(/(.)\/$/, "$1");
  if (target === "/") throw badRequest("invalid volume specification: destination can't be '/'");
  if (/^\/(proc|sys|dev)(\/|$)/.test(target) || /[\p{Cc}]/u.test(target) || target.length > 1024)
    throw refused(messages.mountTarget(target.slice(0, 60)));
  return target;
}

/** Throws as the engine does when two of them have one target. */
export function refuseDuplicates(mounts: readonly WantedMount[]): void {
  const targets = new Set<string>();
  for (const { target } of mounts) {
    if (targets.has(target)) throw badRequest(`Duplicate mount point: ${target}`);
    targets.add(target);
  }
  if (mounts.length > maxMounts) throw refused(messages.tooManyMounts(maxMounts));
}
