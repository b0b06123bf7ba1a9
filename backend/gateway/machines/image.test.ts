import { expect, test } from "vitest";
import { machineImage } from "@/backend/engine/ownership";
import { EngineError } from "../engine-client";
import { type Described, machineKind } from "./image";

const described = (Id: string, Layers: string[], Labels: Record<string, string> = {}) => ({
  Id,
  Config: { Labels },
  RootFS: { Layers },
});
const label = { "escale.catalogue": "machine-virtuelle:1.0" };
const engine: Record<string, Described> = {
  [machineImage]: described("sha256:vm", ["a", "b"], label),
  retagged: described("sha256:vm", ["a", "b"], label),
  committed: described("sha256:c", ["a", "b", "c"], label),
  "without our labels": described("sha256:d", ["a", "b", "d"]),
  "of an earlier one": described("sha256:e", ["old", "e"], {
    "escale.catalogue": "machine-virtuelle:0.9",
  }),
  "with other layers": described("sha256:f", ["a", "x", "b"]),
  "with the first layer alone": described("sha256:g", ["a"]),
  busybox: described("sha256:h", ["z"], { "escale.catalogue": "busybox:1.37" }),
};
const look = async (name: string) => {
  const image = engine[name];
  if (image === undefined) throw new EngineError(404, "No such image");
  return image;
};

test.each([
  [machineImage, "genuine"],
  ["retagged", "genuine"],
  ["committed", "derived"],
  ["without our labels", "derived"],
  ["of an earlier one", "derived"],
  ["with other layers", null],
  ["with the first layer alone", null],
  ["busybox", null],
  ["missing", null],
])("%s is %s", async (name, kind) => {
  expect(await machineKind(look, name)).toBe(kind);
});

test("where the catalogue has none, the label alone tells", async () => {
  const without = (name: string) => (name === machineImage ? look("missing") : look(name));
  expect(await machineKind(without, "without our labels")).toBeNull();
  expect(await machineKind(without, "committed")).toBe("derived");
});
