/**
 * debian:trixie-slim, on which everything else is built: what the engine has, else the registry's,
 * else one made here by debootstrap and kept as a tarball for the next engine.
 */
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type Docker from "dockerode";
import { aptInstall } from "../../system/apt";
import { findProgram } from "../../system/find-program";
import { OperatorError } from "../../system/operator-error";
import { run } from "../../system/run";
import { needsEngine, type Say, type Setup, type Step } from "../setup";
import { findImage, follow, splitReference } from "./build-image";
import { tryPull } from "./registry";

export const baseImage = "debian:trixie-slim";
const suite = "trixie";
const publicMirror = "http://deb.debian.org/debian";

/** What the official slim image leaves out too. */
const leftOut = [
  "./usr/share/doc/*",
  "./usr/share/man/*",
  "./usr/share/info/*",
  "./usr/share/locale/*",
  "./var/cache/apt/*",
  "./var/lib/apt/lists/*",
  "./var/log/*",
  "./var/cache/debconf/*-old",
  "./dev/*",
  "./proc/*",
  "./sys/*",
  "./etc/hostname",
  "./etc/resolv.conf",
];

/** The Debian mirror that apt on this machine uses, so that a school's own mirror serves us too. */
export function mirrorOf(sources: string): string {
  const urls = sources
    .split("\n")
    .filter((line) => !line.trimStart().startsWith("#"))
    .flatMap((line) => line.match(/https?:\/\/[^\s\]]+/g) ?? []);
  const mirror = urls.find((url) => /\/debian\/?$/.test(url));
  return mirror?.replace(/\/$/, "") ?? publicMirror;
}

async function hostMirror(): Promise<string> {
  const folder = "/etc/apt/sources.list.d";
  const files = ["/etc/apt/sources.list"];
  if (existsSync(folder)) {
    files.push(...(await readdir(folder)).sort().map((name) => join(folder, name)));
  }
  const texts = await Promise.all(files.map((file) => readFile(file, "utf8").catch(() => "")));
  return mirrorOf(texts.join("\n"));
}

/** Makes the tarball. Throws OperatorError where debootstrap cannot be had. */
async function bootstrap(cache: string, tarball: string, say: Say): Promise<void> {
  if (process.getuid?.() !== 0) {
    throw new OperatorError(
      `${baseImage} is neither on the engine nor to be had from a registry`,
      `load it into the engine (docker load), or start once as root, which makes it with debootstrap`,
    );
  }
  if (!findProgram("debootstrap")) await aptInstall(["debootstrap"], say);
  const folder = join(cache, `${suite}.${process.pid}`);
  const mirror = await hostMirror();
  try {
    await mkdir(folder, { recursive: true });
    const debootstrap = findProgram("debootstrap") ?? "debootstrap";
    await run(debootstrap, ["--variant=minbase", suite, folder, mirror], { onLine: say });
    // apt in containers keeps no archives and no translations, as in the official image
    await writeFile(
      join(folder, "etc/apt/apt.conf.d/docker-clean"),
      'Dir::Cache::pkgcache "";\nDir::Cache::srcpkgcache "";\n' +
        'DPkg::Post-Invoke { "rm -f /var/cache/apt/archives/*.deb /var/cache/apt/archives/partial/*.deb || true"; };\n' +
        'Acquire::Languages "none";\nAPT::AutoRemove::SuggestsImportant "false";\n',
    );
    await writeFile(
      join(folder, "etc/dpkg/dpkg.cfg.d/docker-slim"),
      [
        ...["doc", "man", "info", "locale"].map((name) => `path-exclude /usr/share/${name}/*`),
        "path-include /usr/share/doc/*/copyright",
        "",
      ].join("\n"),
    );
    const partial = `${tarball}.partial`;
    await run("tar", [
      ...["--create", "--file", partial, "--directory", folder, "--numeric-owner", "--anchored"],
      ...leftOut.map((pattern) => `--exclude=${pattern}`),
      ".",
    ]);
    await rename(partial, tarball);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function importTarball(docker: Docker, tarball: string, say: Say): Promise<void> {
  const stream = await docker.importImage(tarball, {
    ...splitReference(baseImage),
    changes: ['CMD ["bash"]', "LABEL escale.source=built"],
  });
  await follow(docker, stream, say);
}

/** Where the tarball is kept. */
export const baseTarball = ({ paths }: Pick<Setup, "paths">): string =>
  join(paths.data, "cache", `debian-${suite}-slim-${process.arch}.tar`);

export const base: Step = {
  title: `Base image (${baseImage})`,
  skip: needsEngine,
  async run(setup, say) {
    const { engine: docker, problems } = setup;
    if (!docker) return "skipped";
    if (await findImage(docker, baseImage)) return "already there";
    if (await tryPull(docker, baseImage, say)) return "pulled";
    const tarball = baseTarball(setup);
    const cache = join(setup.paths.data, "cache");
    await mkdir(cache, { recursive: true, mode: 0o755 });
    try {
      const cached = existsSync(tarball);
      if (!cached) await bootstrap(cache, tarball, say);
      await importTarball(docker, tarball, say);
      return cached ? "imported from the cache" : "made by debootstrap";
    } catch (error) {
      const remedy = error instanceof OperatorError ? error.remedy : "see the message";
      problems.push({
        what: `The base image could not be made: ${error instanceof Error ? error.message : error}`,
        remedy,
      });
      return "failed";
    }
  },
};
