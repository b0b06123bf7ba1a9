import { expect, test } from "vitest";
import { arrange, brought, seen, toggled } from "./layout";

test("a phone shows one pane, a laptop's column two or three, a wide page a row", () => {
  expect(arrange({ width: 390, height: 640 })).toEqual({ direction: "column", capacity: 1 });
  expect(arrange({ width: 844, height: 250 })).toEqual({ direction: "column", capacity: 1 });
  expect(arrange({ width: 720, height: 600 })).toEqual({ direction: "column", capacity: 3 });
  expect(arrange({ width: 1920, height: 900 })).toEqual({ direction: "row", capacity: 4 });
  expect(arrange({ width: 0, height: 0 }).capacity).toBe(1);
});

test("the terminal stays in sight for as long as two panes fit", () => {
  const open = brought(brought(["terminal"], "editor"), "preview");
  expect(seen(open, 3)).toEqual(["preview", "editor", "terminal"]);
  expect(seen(open, 2)).toEqual(["preview", "terminal"]);
  expect(seen(open, 1)).toEqual(["preview"]);
});

test("a pane's name shows it and hides it, and never leaves nothing", () => {
  expect(toggled(["terminal"], 2, "editor")).toEqual(["editor", "terminal"]);
  expect(toggled(["editor", "terminal"], 2, "editor")).toEqual(["terminal"]);
  expect(toggled(["editor", "terminal"], 2, "terminal")).toEqual(["editor"]);
  expect(toggled(["terminal"], 2, "terminal")).toEqual(["terminal"]);
});

test("where one fits, names are tabs", () => {
  expect(toggled(["editor", "terminal"], 1, "terminal")).toEqual(["terminal", "editor"]);
  expect(toggled(["editor", "terminal"], 1, "editor")).toEqual(["editor", "terminal"]);
});

test("a pane pushed out of sight by another comes back before it is closed", () => {
  expect(toggled(["preview", "editor", "terminal"], 2, "editor")).toEqual([
    "editor",
    "preview",
    "terminal",
  ]);
});
