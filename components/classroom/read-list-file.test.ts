import { expect, it } from "vitest";
import { decodeList } from "./read-list-file";

it("keeps the accents of a list, whether Excel wrote it in UTF-8 or in Windows-1252", () => {
  const windows = Uint8Array.from([0xc9, 0x6c, 0x6f, 0x64, 0x69, 0x65]);
  expect(decodeList(windows.buffer)).toBe("Élodie");
  expect(decodeList(new TextEncoder().encode("\ufeffÉlodie").buffer)).toBe("Élodie");
});
