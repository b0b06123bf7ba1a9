import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "../../bootstrap.mjs";
import { catalogueFolder, readCatalogue, tagsOf } from "./catalogue";

test("every image of the catalogue can be built here, from nothing but the base image", async () => {
  for (const { name } of await readCatalogue(root)) {
    const file = join(root, catalogueFolder, name, "Dockerfile");
    expect(existsSync(file), file).toBe(true);
    const froms = (await readFile(file, "utf8")).match(/^FROM \S+/gm) ?? [];
    expect(froms.length).toBeGreaterThan(0);
    for (const from of froms) expect(["FROM debian:trixie-slim", "FROM scratch"]).toContain(from);
  }
});

test("no image declares a VOLUME: each docker run would leave one behind", async () => {
  for (const { name } of await readCatalogue(root)) {
    const dockerfile = await readFile(join(root, catalogueFolder, name, "Dockerfile"), "utf8");
    expect(dockerfile).not.toMatch(/^\s*VOLUME\b/im);
  }
});

test("each has latest and its version as tags, once", () => {
  const image = { name: "x", version: "1.0", tags: ["1.0", "one"], description: "x", size: 1 };
  expect(tagsOf(image)).toEqual(["latest", "1.0", "one"]);
});

test("descriptions are French typography: no straight apostrophe, no-break space before a colon", async () => {
  for (const { description } of await readCatalogue(root)) {
    expect(description).not.toMatch(/'|[^\u00a0] ?[:;!?]/);
  }
});
