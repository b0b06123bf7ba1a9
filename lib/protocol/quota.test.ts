import { describe, expect, it } from "vitest";
import { allowed, beyond, ceilings, type Quota, quotaSchema, together, usual } from "./quota";
import { readSettings } from "./settings";

const GiB = 1024 ** 3;
const settings = readSettings({
  ...{ ESCALE_WORKSPACE_MEMORY: "1g", ESCALE_CLASS_MEMORY: "2g", ESCALE_WORKSPACE_CPUS: "2" },
  // less than the usual is no ceiling
  ...{ ESCALE_CLASS_CPUS: "1", ESCALE_EGRESS: "list" },
});

describe("a quota", () => {
  it("is held to what the machine gives, whatever it says", () => {
    const asked: Quota = { memoryBytes: 8 * GiB, cpus: 64, containers: 1000 };
    expect(ceilings(settings)).toMatchObject({ memoryBytes: 2 * GiB, cpus: 2, containers: 20 });
    expect(allowed(settings, asked)).toMatchObject({ memoryBytes: 2 * GiB, cpus: 2 });
    expect(allowed(settings, asked).containers).toBe(20);
    expect(beyond(settings, asked)).toEqual(["memoryBytes", "cpus", "containers"]);
    expect(beyond(settings, { memoryBytes: 2 * GiB, cpus: 0.5 })).toEqual([]);
  });

  it("says nothing of what it does not name, and opens nothing that the machine closes", () => {
    expect(allowed(settings, {})).toEqual(usual(settings));
    expect(allowed(settings, { outside: "closed" }).outside).toBe("none");
    expect(quotaSchema.safeParse({ outside: "open" }).success).toBe(false);
  });

  it("of several classes is the most of each measure, and closed where one is", () => {
    const small: Quota = { memoryBytes: GiB / 4, containers: 3, outside: "closed" };
    const large: Quota = { memoryBytes: 2 * GiB };
    expect(together(settings, [small, large])).toEqual({
      ...{ memoryBytes: 2 * GiB, containers: 20, outside: "closed" },
    });
    expect(together(settings, [small])).toEqual(small);
    // one that says nothing gives the usual
    expect(together(settings, [small, {}])).toMatchObject({ memoryBytes: GiB, containers: 20 });
    expect(together(settings, [])).toEqual({});
  });

  it.each<[string, unknown]>([
    ["nothing of the kind", { pids: 10 }],
    ["no memory", { memoryBytes: 0 }],
    ["less than a shell needs", { memoryBytes: 1024 }],
    ["a negative share", { cpus: -1 }],
    ["no number", { cpus: Number.NaN }],
    ["infinitely much", { cpus: Number.POSITIVE_INFINITY }],
    ["half a container", { containers: 1.5 }],
    ["a text", { memoryBytes: "1g" }],
    ["no time", { idleMs: 0 }],
    ["null", null],
  ])("of %s is refused", (_what, value) => {
    expect(quotaSchema.safeParse(value).success).toBe(false);
  });
});
