import { expect, test } from "vitest";
import { machineImage } from "@/backend/engine/ownership";
import { type Described, machineKind } from "./image";

const described = (Id: string, Layers: string[], Labels: Record<string, string> = {}) => ({
  Id,
  Config: { Labels },
  RootFS: { Layers },
});
const label = { "escale.catalogue": "machine-virtuelle:1.0" };
const engine = {
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
  missing: null,
} satisfies Record<string, Described | null>;
const ours = engine[machineImage];

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
] as const)("%s is %s", (name, kind) => {
  expect(machineKind(engine[name], ours)).toBe(kind);
});

test("where the catalogue has none, the label alone tells", () => {
  expect(machineKind(engine["without our labels"], null)).toBeNull();
  expect(machineKind(engine.committed, null)).toBe("derived");
});
