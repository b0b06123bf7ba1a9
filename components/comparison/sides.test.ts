import { expect, test } from "vitest";
import type { Measures, Side } from "@/lib/protocol/comparison";
import { heard, nothing, shares, startingFor } from "./sides";

const side = (more: Partial<Side>): Side => ({
  id: "a".repeat(64),
  name: "vm",
  image: "machine-virtuelle",
  promptMs: null,
  ageMs: 100,
  memoryBytes: 1,
  processes: [],
  kernel: null,
  kvm: null,
  ...more,
});
const places: Measures["places"] = {
  most: 2,
  running: 1,
  timeMs: 1,
  line: null,
  timedOut: false,
};
const measures = (machine: Side | null, container: Side | null = null) => ({
  kind: "measures" as const,
  measures: { machine, container, places },
});

test("what has ended keeps its last measure, until another one runs", () => {
  const first = heard(nothing, measures(side({ promptMs: 4200 })), 1_000);
  expect(first.machine).toMatchObject({ running: true, promptMs: 4200 });
  const over = heard(first, measures(null), 2_000);
  expect(over.machine).toMatchObject({ running: false, promptMs: 4200 });
  const again = heard(over, measures(side({ ageMs: 10 })), 3_000);
  expect(again.machine).toMatchObject({ running: true, promptMs: null });
});

test("a workspace that ends takes its places along, and nothing runs any more", () => {
  const panel = heard(heard(nothing, measures(side({})), 0), { kind: "closed" }, 1);
  expect(panel).toMatchObject({ status: "closed", places: null, machine: { running: false } });
});

test("the time to the prompt goes on until it is there", () => {
  const { machine } = heard(nothing, measures(side({ ageMs: 1_500 })), 10_000);
  expect(machine && startingFor(machine, 10_400)).toBe(1_900);
  const ready = heard(nothing, measures(side({ promptMs: 5 })), 0).machine;
  expect(ready && startingFor(ready, 99)).toBeNull();
  const unseen = heard(nothing, measures(side({ ageMs: null })), 0).machine;
  expect(unseen && startingFor(unseen, 99)).toBeNull();
});

test("shares are of the larger one", () => {
  expect(shares(100, 25)).toEqual([1, 0.25]);
  expect(shares(0, 25)).toBeNull();
  expect(shares(null, 25)).toBeNull();
});
