/** The workstation and the catalogue, built, pulled or found up to date. */
import { join } from "node:path";
import type Docker from "dockerode";
import { catalogueRepository, workstationImage } from "@/backend/engine/ownership";
import { explain } from "../../system/operator-error";
import { needsEngine, type Say, type Setup, type Step } from "../setup";
import { baseImage } from "./base-image";
import {
  buildHash,
  buildImage,
  findImage,
  type Recipe,
  reuseImage,
  stageLabel,
} from "./build-image";
import { type CatalogueImage, catalogueFolder, readCatalogue, tagsOf } from "./catalogue";
import { tryPull } from "./registry";

type Outcome = "up to date" | "built" | "pulled";

/** The image of the learner's own shell. */
export async function prepareWorkstation(
  docker: Docker,
  root: string,
  baseId: string,
  say: Say,
): Promise<Outcome> {
  const folder = "images/workstation";
  const labels = { "escale.source": "built" };
  const recipe: Recipe = {
    from: { folder: join(root, folder) },
    references: [workstationImage],
    labels,
    hash: await buildHash(root, folder, baseId, labels),
  };
  if (await reuseImage(docker, recipe)) return "up to date";
  await buildImage(docker, recipe, say);
  return "built";
}

/** One image of the catalogue: as it is, pulled where a registry has it, else built here. */
export async function prepareCatalogueImage(
  docker: Docker,
  root: string,
  baseId: string,
  image: CatalogueImage,
  say: Say,
): Promise<Outcome> {
  const folder = join(catalogueFolder, image.name);
  const labels = {
    "escale.catalogue": `${image.name}:${image.version}`,
    "escale.version": image.version,
    "escale.description": image.description,
  };
  const [first = "latest", ...others] = tagsOf(image);
  const reference = (tag: string) => `${catalogueRepository}${image.name}:${tag}`;
  const recipe: Recipe = {
    from: { folder: join(root, folder) },
    references: [reference(first), ...others.map(reference)],
    labels: { ...labels, "escale.source": "built" },
    hash: await buildHash(root, folder, baseId, labels),
  };
  if (await reuseImage(docker, recipe)) return "up to date";
  if (image.registry && (await tryPull(docker, image.registry, say))) {
    const pulled = await findImage(docker, image.registry);
    // a VOLUME would leave an anonymous volume behind each `docker run`: then ours is used
    if (pulled && !pulled.volumes) {
      const wrap: Recipe = {
        ...recipe,
        from: { dockerfile: `FROM ${image.registry}\n` },
        labels: { ...labels, "escale.source": "pulled" },
      };
      await buildImage(docker, wrap, say);
      return "pulled";
    }
  }
  await buildImage(docker, recipe, say);
  return "built";
}

/** Stages that only compiled something take hundreds of MiB and are of no further use. */
async function removeBuilderStages(docker: Docker): Promise<void> {
  await docker.pruneImages({ filters: { dangling: ["true"], label: [stageLabel] } });
}

/** Runs `work` on each item, at most `width` at once, in order of starting. */
async function eachOf<T>(items: readonly T[], width: number, work: (item: T) => Promise<void>) {
  const queue = items.values();
  await Promise.all(
    Array.from({ length: width }, async () => {
      for (const item of queue) await work(item);
    }),
  );
}

/** Prepares them all; one that fails is a problem of the operator's, not the end of the rest. */
async function prepareAll(setup: Setup, docker: Docker, say: Say): Promise<string> {
  const catalogue = await readCatalogue(setup.root);
  const baseId = (await findImage(docker, baseImage))?.id;
  if (!baseId) return "skipped: no base image";
  const outcomes: Outcome[] = [];
  const attempt = async (name: string, work: (say: Say) => Promise<Outcome>) => {
    try {
      outcomes.push(await work((line) => say(`${name}: ${line}`)));
    } catch (error) {
      setup.problems.push({
        what: `The image ${name} could not be made:\n${explain(error)}`,
        remedy: "mend what the message says and start again: what is ready is kept",
      });
    }
  };
  const tasks: (() => Promise<void>)[] = [
    () => attempt("workstation", (line) => prepareWorkstation(docker, setup.root, baseId, line)),
    ...catalogue.map(
      (image) => () =>
        attempt(image.name, (line) =>
          prepareCatalogueImage(docker, setup.root, baseId, image, line),
        ),
    ),
  ];
  await eachOf(tasks, 2, (task) => task());
  if (outcomes.some((outcome) => outcome !== "up to date")) await removeBuilderStages(docker);
  const count = (outcome: Outcome) => outcomes.filter((each) => each === outcome).length;
  const parts = (["built", "pulled", "up to date"] as const)
    .filter((outcome) => count(outcome) > 0)
    .map((outcome) => `${count(outcome)} ${outcome}`);
  return [...parts, ...(outcomes.length < tasks.length ? ["some failed"] : [])].join(", ");
}

export const images: Step = {
  title: "Images (workstation and catalogue)",
  skip: needsEngine,
  run: (setup, say) =>
    setup.engine ? prepareAll(setup, setup.engine, say) : Promise.resolve("skipped"),
};
