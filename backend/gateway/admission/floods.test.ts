import { describe, expect, test } from "vitest";
import { createFloodWatch } from "./floods";

const limits = { requestsPerSecond: 50, connections: 64 };

function watchAt() {
  const clock = { ms: 1_000_000 };
  return { clock, watch: createFloodWatch(limits, () => clock.ms) };
}

describe("what is no flood", () => {
  test("fifty commands at once, each refused", () => {
    const { watch } = watchAt();
    const answers = Array.from({ length: 100 }, () => watch.connected() || watch.refused());
    expect(answers).not.toContain(true);
  });

  test("a loop that is refused as often as it may ask, for an hour", () => {
    const { clock, watch } = watchAt();
    let floods = 0;
    for (let i = 0; i < 50 * 3600; i++) {
      clock.ms += 20;
      if (watch.refused() || watch.connected()) floods += 1;
    }
    expect(floods).toBe(0);
  });
});

test("refusals or connections without end are one within a second", () => {
  for (const kind of ["refused", "connected"] as const) {
    const { clock, watch } = watchAt();
    const answers = Array.from({ length: 1000 }, () => {
      clock.ms += 1;
      return watch[kind]();
    });
    expect(answers).toContain(true);
  }
});

test("pauses grow to half a minute while it goes on, and are forgiven after a quiet one", () => {
  const { clock, watch } = watchAt();
  const pauses = Array.from({ length: 6 }, () => {
    const ms = watch.pause();
    clock.ms += ms + 100;
    return ms;
  });
  expect(pauses).toEqual([2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
  clock.ms += 61_000;
  expect(watch.pause()).toBe(2_000);
});

test("after a pause it counts anew", () => {
  const { watch } = watchAt();
  while (!watch.refused());
  watch.pause();
  expect(watch.refused()).toBe(false);
});
