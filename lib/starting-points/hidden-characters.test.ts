import { expect, test } from "vitest";
import { hiddenIn, pieces } from "./hidden-characters";

test("in a command, whatever would run it, turn it around or not be drawn is found", () => {
  for (const [character, name] of [
    ["\n", "U+000A"],
    ["\r", "U+000D"],
    ["\t", "U+0009"],
    ["\u001b", "U+001B"],
    ["\u0003", "U+0003"],
    ["\u007f", "U+007F"],
    ["\u009b", "U+009B"],
    ["\u00ad", "U+00AD"],
    ["\u061c", "U+061C"],
    ["\u200b", "U+200B"],
    ["\u200f", "U+200F"],
    ["\u2028", "U+2028"],
    ["\u202e", "U+202E"],
    ["\u2066", "U+2066"],
    ["\u3164", "U+3164"],
    ["\ufe0f", "U+FE0F"],
    ["\ufeff", "U+FEFF"],
    ["\ue000", "U+E000"],
    ["\ud800", "U+D800"],
    ["\u{e0041}", "U+E0041"],
  ] as const)
    expect(hiddenIn(`ls ${character} -l`, "line"), name).toEqual([name]);
});

test("commands and files as people write them hold nothing hidden", () => {
  for (const command of [
    "docker run --rm -e MOT='Ça marche : déjà vu' alpine echo « là »",
    'for f in *; do echo "$f" | tr a-z A-Z; done',
    "echo 日本語 עברית ⚓",
  ])
    expect(hiddenIn(command, "line"), command).toEqual([]);
  expect(hiddenIn("a:\n\tb ❤\ufe0f 👩\u200d🔧\n", "text")).toEqual([]);
});

test("in a file, what turns the direction of writing around is found", () => {
  expect(hiddenIn('if (role != "\u202e\u2066user\u2069") {\r\n', "text")).toEqual([
    ...["U+202E", "U+2066", "U+2069", "U+000D"],
  ]);
});

test("hidden characters are shown by their name, where they stand", () => {
  expect(pieces("rm\u202e -rf", "line")).toEqual([
    { text: "rm", hidden: false },
    { text: "U+202E", hidden: true },
    { text: " -rf", hidden: false },
  ]);
});
