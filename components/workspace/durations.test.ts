import { describe, expect, it } from "vitest";
import { countdown, counted, duration, memory } from "./durations";

const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, " ");

describe("durations and sizes", () => {
  it("are written as in French", () => {
    expect(plain(duration(45_000))).toBe("45 s");
    expect(plain(duration(28 * 60_000))).toBe("28 min");
    expect(plain(duration(65 * 60_000))).toBe("1 h 05");
    expect(countdown(245_000)).toBe("4:05");
    expect(plain(memory(256 * 1024 ** 2))).toBe("256 Mio");
    expect(plain(memory(1.5 * 1024 ** 3))).toBe("1,5 Gio");
    expect(plain(counted(1, "conteneur", "conteneurs"))).toBe("1 conteneur");
    expect(plain(counted(20, "conteneur", "conteneurs"))).toBe("20 conteneurs");
  });

  it("never go below nothing", () => {
    expect(plain(duration(-5_000))).toBe("0 s");
    expect(countdown(-5_000)).toBe("0:00");
  });
});
