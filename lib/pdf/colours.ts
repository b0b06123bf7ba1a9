/** `papier` of app/styles/tokens.css, for paper. */
import { rgb } from "pdf-lib";

const hex = (code: string) => {
  const [red = 0, green = 0, blue = 0] = (code.match(/../g) ?? []).map((part) =>
    Number.parseInt(part, 16),
  );
  return rgb(red / 255, green / 255, blue / 255);
};

export const colours = {
  ...{ paper: hex("fbf8f2"), ink: hex("14233b"), soft: hex("4a5971"), line: hex("e2dacb") },
  ...{ sea: hex("0a6467"), wash: hex("e2f0ec"), water: hex("bcd9d5") },
  ...{ coral: hex("b13c26"), brass: hex("7d5a10") },
  ...{ box1: hex("c95a43"), box2: hex("2b8384"), box4: hex("3d5578") },
};
export type Colour = keyof typeof colours;
