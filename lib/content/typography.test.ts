import { describe, expect, it } from "vitest";
import { typography } from "./typography";

describe("typography", () => {
  it.each([
    ["l'image d'un conteneur", "l’image d’un conteneur"],
    ["Pourquoi ? Parce que !", "Pourquoi\u202f? Parce que\u202f!"],
    ["Deux choses : une", "Deux choses\u00a0: une"],
    ["le mot « image » seul", "le mot «\u00a0image\u00a0» seul"],
    ["5 Mio et 300 ms", "5\u00a0Mio et 300\u00a0ms"],
    ["attendez...", "attendez…"],
  ])("sets %j", (before, after) => {
    expect(typography(before)).toBe(after);
  });

  it("changes nothing the second time, nor what is already set", () => {
    const set = typography("« L'ancre » : qu'est-ce ? 5 %");
    expect(typography(set)).toBe(set);
  });

  it("leaves times and addresses alone", () => {
    expect(typography("à 10:30, https://example.org")).toBe("à 10:30, https://example.org");
  });
});
