import { afterEach, describe, expect, test, vi } from "vitest";
import { DockerError } from "../errors";
import { createPace } from "./pace";

afterEach(() => {
  vi.useRealTimers();
});

const open = new AbortController().signal;

/** How long `take` took, on a clock that moves only by waiting. */
function paced(perSecond: number, burst: number) {
  vi.useFakeTimers();
  const pace = createPace({ perSecond, burst });
  return {
    pace,
    async waited(cost: number, signal = open) {
      const begun = Date.now();
      const taking = pace.take(cost, signal);
      taking.catch(() => undefined);
      await vi.advanceTimersByTimeAsync(0);
      await vi.runAllTimersAsync();
      await taking;
      return Date.now() - begun;
    },
  };
}

describe("a workspace's pace at the engine", () => {
  test("what a person types never waits", async () => {
    const { waited } = paced(6, 90);
    for (let i = 0; i < 60; i++) {
      expect(await waited(5)).toBe(0);
      await vi.advanceTimersByTimeAsync(1000);
    }
  });

  test("a loop gets what can be sustained, no more", async () => {
    const { waited } = paced(6, 90);
    for (let i = 0; i < 90; i++) expect(await waited(1)).toBe(0);
    const begun = Date.now();
    for (let i = 0; i < 60; i++) await waited(1);
    const seconds = (Date.now() - begun) / 1000;
    expect(seconds).toBeGreaterThan(9.5);
    expect(seconds).toBeLessThan(11);
  });

  test("many at once wait in order, and the last are told to come back", async () => {
    vi.useFakeTimers();
    const pace = createPace({ perSecond: 6, burst: 10 });
    const order: number[] = [];
    const all = Array.from({ length: 60 }, (_, i) =>
      pace.take(3, open).then(
        () => void order.push(i),
        (error: unknown) => error,
      ),
    );
    await vi.runAllTimersAsync();
    const refusals = (await Promise.all(all)).filter((said) => said !== undefined);
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(order.length).toBe(43);
    expect(refusals).toHaveLength(17);
    for (const said of refusals) expect(said).toBeInstanceOf(DockerError);
    expect(String(refusals[0])).toMatch(/Trop de commandes/);
  });

  test("a client that goes away gives back what it waited for", async () => {
    vi.useFakeTimers();
    const pace = createPace({ perSecond: 1, burst: 1 });
    await pace.take(1, open);
    const gone = new AbortController();
    const waiting = pace.take(10, gone.signal);
    gone.abort(new Error("gone"));
    await expect(waiting).rejects.toThrow("gone");
    const begun = Date.now();
    const next = pace.take(1, open);
    await vi.runAllTimersAsync();
    await next;
    expect(Date.now() - begun).toBeLessThanOrEqual(1000);
  });
});
