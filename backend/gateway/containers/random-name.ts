/** Names for containers that were given none, in the engine's manner; chosen here to be scoped. */
import { randomInt } from "node:crypto";

const adjectives =
  "agile amazing bold brave calm charming clever dazzling eager elegant festive focused friendly gallant gifted happy hopeful jolly keen kind lucid magical modest nifty nimble peaceful quirky serene sharp stoic sweet tender upbeat vibrant vigilant wizardly zen".split(
    " ",
  );
const navigators =
  "barret bougainville cabot cook cousteau dampier dufour earhart galaup gama hopper jacquard joliot kerguelen lamarck lapeyrouse lovelace magellan mallet marconi mercator meitner nansen noether pascal perrin polo pytheas surcouf tabarly torres turing vespucci villiers wallis".split(
    " ",
  );

/** Not one of `taken`. */
export function randomName(taken: ReadonlySet<string>): string {
  for (let attempt = 0; ; attempt += 1) {
    const name = `${pick(adjectives)}_${pick(navigators)}${attempt < 10 ? "" : randomInt(1000)}`;
    if (!taken.has(name)) return name;
  }
}

const pick = (words: readonly string[]): string => words[randomInt(words.length)] ?? "calm";
