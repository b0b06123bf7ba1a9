import { describe, expect, it } from "vitest";
import { rateLimit } from "./rate-limit";

describe("rateLimit", () => {
  it("allows a burst, then one each interval, per key", () => {
    const limit = rateLimit(2, 1000);
    expect([limit.take("a", 0), limit.take("a", 0), limit.take("a", 0)]).toEqual([
      true,
      true,
      false,
    ]);
    expect(limit.take("b", 0)).toBe(true);
    expect([limit.take("a", 999), limit.take("a", 1000)]).toEqual([false, true]);
  });

  it("keeps no more keys than it was told, however many call", () => {
    const limit = rateLimit(1, 1_000_000, 2);
    expect(limit.take("a", 0)).toBe(true);
    for (let n = 0; n < 5; n++) limit.take(`flood-${n}`, 0);
    // Forgotten, hence as new: the price of a bounded memory.
    expect(limit.take("a", 0)).toBe(true);
    expect(limit.take("a", 0)).toBe(false);
  });
});
