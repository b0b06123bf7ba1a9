/** Who stands on whom. */
import { expect, test } from "vitest";
import type { EngineImage } from "@/lib/protocol/engine-view";
import { totals, treesOf } from "./strata";

const image = (id: string, ...layers: [digest: string, size: number][]): EngineImage => ({
  id,
  tags: [id],
  createdAt: "2026-01-01T00:00:00Z",
  size: layers.reduce((sum, [, size]) => sum + size, 0),
  layers: layers.map(([digest, size]) => ({ digest, size, createdBy: "" })),
});

const debian = image("debian", ["base", 70]);
const nginx = image("nginx", ["base", 70], ["nginx", 30]);
const site = image("site", ["base", 70], ["nginx", 30], ["page", 1]);
const python = image("python", ["base", 70], ["python", 40]);
const busybox = image("busybox", ["box", 2]);

test("images on one base are one tree; each shared layer is one block under all that have it", () => {
  const [tree, other] = treesOf([site, busybox, python, nginx, debian]);
  expect(tree?.images.map(({ id }) => id)).toEqual(["debian", "nginx", "site", "python"]);
  const blocks = tree?.strata.map(({ chain, column, span }) => [chain, column, span]);
  expect(blocks).toEqual([
    ["base", 0, 4],
    ["base nginx", 1, 2],
    ["base nginx page", 2, 1],
    ["base python", 3, 1],
  ]);
  expect(other?.images).toEqual([busybox]);
});

test("equal layers on different ones are not the same", () => {
  const one = image("one", ["a", 1], ["same", 5]);
  const two = image("two", ["b", 1], ["same", 5]);
  expect(treesOf([one, two])).toHaveLength(2);
  expect(totals([one, two])).toEqual({ summed: 12, stored: 12 });
});

test("what is shared is stored once; an image without layers stands alone", () => {
  expect(totals([debian, nginx, site, python])).toEqual({ summed: 381, stored: 141 });
  expect(treesOf([image("empty")])).toMatchObject([{ strata: [] }]);
});
