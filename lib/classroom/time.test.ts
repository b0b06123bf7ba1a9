import { describe, expect, it } from "vitest";
import { daysBetween, daysLater, instantOf, inWords, localOf } from "./time";

const paris = "Europe/Paris";

describe("the clock of a class", () => {
  it.each([
    ["2026-11-30T18:00", paris, "2026-11-30T17:00:00.000Z"],
    ["2026-07-01T18:00", paris, "2026-07-01T16:00:00.000Z"],
    ["2026-07-01T18:00", "Indian/Reunion", "2026-07-01T14:00:00.000Z"],
    ["2026-07-01T18:00", "Pacific/Tahiti", "2026-07-02T04:00:00.000Z"],
    ["2026-07-01T18:00", "UTC", "2026-07-01T18:00:00.000Z"],
    // an hour that is not: clocks go from 2 to 3
    ["2026-03-29T02:30", paris, "2026-03-29T01:30:00.000Z"],
    // an hour that comes twice: the second of the two
    ["2026-10-25T02:30", paris, "2026-10-25T01:30:00.000Z"],
  ])("reads %s in %s as %s", (local, zone, instant) => {
    expect(instantOf(local, zone).toISOString()).toBe(instant);
  });

  it("writes back what was read", () => {
    for (const zone of [paris, "America/Martinique", "Pacific/Noumea"])
      expect(localOf(instantOf("2026-11-30T08:05", zone), zone)).toBe("2026-11-30T08:05");
  });

  it("keeps the hour when days are added over a change of time", () => {
    const friday = instantOf("2026-10-23T18:00", paris);
    expect(localOf(daysLater(friday, 7, paris), paris)).toBe("2026-10-30T18:00");
  });

  it("counts days by the class's calendar, not by hours", () => {
    const late = instantOf("2026-10-23T23:30", paris);
    expect(daysBetween(late, "2026-10-24", paris)).toBe(1);
    expect(daysBetween(late, "2026-11-23", paris)).toBe(31);
    expect(daysBetween(late, "2026-10-22", paris)).toBe(-1);
  });

  it("says a time in French, with the year when it is not this one", () => {
    const at = instantOf("2026-12-01T18:00", paris);
    const now = new Date("2026-11-30T12:00Z");
    expect(inWords(at, paris, now)).toBe("mardi 1\u00a0décembre à 18\u00a0h\u00a000");
    expect(inWords(at, paris, new Date("2025-01-01T12:00Z"))).toContain("décembre 2026 à");
  });
});
