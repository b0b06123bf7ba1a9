import { describe, expect, it } from "vitest";
import { shortcutOf } from "./keys";

const press = (text: string) => {
  const parts = text.split(" ");
  return {
    key: parts.at(-1) ?? "",
    ctrlKey: parts.includes("Ctrl"),
    shiftKey: parts.includes("Shift"),
    altKey: parts.includes("Alt"),
    metaKey: parts.includes("Meta"),
  };
};

describe("the keys that are not the shell's", () => {
  it.each([
    ["Ctrl Shift C", "copy"],
    ["Ctrl Insert", "copy"],
    ["Ctrl Shift V", "paste"],
    ["Shift Insert", "paste"],
    ["Ctrl Shift F", "find"],
    ["Ctrl Shift X", "leave"],
    ["Ctrl c", "tried-copy"],
    ["Ctrl v", "tried-paste"],
  ])("%s is %s", (keys, shortcut) => {
    expect(shortcutOf(press(keys), false)).toBe(shortcut);
  });

  it.each([
    "Tab",
    "Shift Tab",
    "Escape",
    "Ctrl d",
    "Ctrl r",
    "Alt f",
    "x",
    "Ctrl x",
    "F6",
    "Ctrl Alt C",
  ])("%s goes to the shell", (keys) => {
    expect(shortcutOf(press(keys), false)).toBeNull();
  });

  it("follows the Mac's habits on a Mac", () => {
    expect(shortcutOf(press("Meta c"), true)).toBe("copy");
    expect(shortcutOf(press("Meta v"), true)).toBe("paste");
    expect(shortcutOf(press("Ctrl Shift X"), true)).toBe("leave");
    expect(shortcutOf(press("Meta c"), false)).toBeNull();
  });
});
