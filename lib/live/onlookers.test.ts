import { describe, expect, it, vi } from "vitest";
import { EscaleError } from "@/lib/protocol/errors";
import { ownerSchema } from "@/lib/protocol/ids";
import type { WatchedOwners } from "@/lib/protocol/watch";
import { Onlookers } from "./onlookers";

const [lea, max] = [ownerSchema.parse("lea"), ownerSchema.parse("max")];

/** A backend whose streams say what the test says, until they are cut. */
function backendOf() {
  let streams = 0;
  let say: (all: WatchedOwners) => void = () => undefined;
  let cut: (error: unknown) => void = () => undefined;
  let away = false;
  const watched = async (signal: AbortSignal): Promise<AsyncIterable<WatchedOwners>> => {
    if (away) throw new EscaleError("backend_unavailable", "Indisponible.");
    streams += 1;
    const told: WatchedOwners[] = [];
    let failed: unknown;
    let wake: () => void = () => undefined;
    say = (all) => {
      told.push(all);
      wake();
    };
    cut = (error) => {
      failed = error;
      wake();
    };
    signal.addEventListener("abort", () => cut(signal.reason));
    return (async function* () {
      for (;;) {
        const next = told.shift();
        if (next !== undefined) yield next;
        else if (failed !== undefined) throw failed;
        else await new Promise<void>((resolve) => (wake = resolve));
      }
    })();
  };
  return {
    client: () => ({ watched }),
    say: (all: WatchedOwners) => say(all),
    cut: () => cut(new Error("a cut line")),
    leave: () => {
      away = true;
      cut(new Error("a cut line"));
    },
    streams: () => streams,
  };
}

describe("who is watched by whom", () => {
  it("is asked once for all pages, told to each change, and no more when nobody listens", async () => {
    const backend = backendOf();
    const book = new Onlookers(backend.client);
    const [first, second] = [vi.fn(), vi.fn()];
    const ends = [book.follow(first), book.follow(second)];
    await vi.waitFor(() => expect(backend.streams()).toBe(1));
    backend.say([{ owner: lea, names: ["Ada", "Blaise", "Ada"] }]);
    await vi.waitFor(() => expect(book.of(lea)).toEqual(["Ada", "Blaise"]));
    expect(book.of(max)).toEqual([]);
    // the same again is no change
    backend.say([{ owner: lea, names: ["Ada", "Blaise"] }]);
    backend.say([{ owner: max, names: ["Ada"] }]);
    await vi.waitFor(() => expect(book.of(max)).toEqual(["Ada"]));
    expect(book.of(lea)).toEqual([]);
    for (const told of [first, second]) expect(told.mock.calls).toEqual([[lea], [lea], [max]]);
    for (const end of ends) end();
    expect(book.of(max)).toEqual([]);
    book.follow(first)();
    expect(backend.streams()).toBe(2);
  });

  it("stays true over a cut line, and ends with the backend", async () => {
    const backend = backendOf();
    const book = new Onlookers(backend.client);
    const end = book.follow(() => undefined);
    await vi.waitFor(() => expect(backend.streams()).toBe(1));
    backend.say([{ owner: lea, names: ["Ada"] }]);
    await vi.waitFor(() => expect(book.of(lea)).toEqual(["Ada"]));
    backend.cut();
    await vi.waitFor(() => expect(backend.streams()).toBe(2), { timeout: 5_000 });
    expect(book.of(lea)).toEqual(["Ada"]);
    backend.leave();
    await vi.waitFor(() => expect(book.of(lea)).toEqual([]), { timeout: 5_000 });
    end();
  });
});
