/** What the learner typed, against a value of their own. */
import type { CheckOf, Outcome } from "@/lib/protocol/checks/check";
import { isScalar, shorten } from "../match";
import { notYet, passed } from "../outcome";
import { reach } from "../path";
import type { Sight } from "../types";

type AnswerCheck = CheckOf<"answer">;

/** What is right is never told: `expected` stays empty. */
export async function answerCheck(
  check: AnswerCheck,
  sight: Pick<Sight, "engine">,
): Promise<Outcome> {
  const { given, expected } = check;
  if (given === null || given.trim() === "") return notYet("unseen");
  const right = "value" in expected ? expected.value : await fromEngine(expected, sight);
  if (right === null)
    return notYet("absent", { expected: "name" in expected ? expected.name : "" });
  const compare = comparisons[check.compare ?? "text"];
  return compare(given, right) ? passed : notYet("different", { found: shorten(given.trim()) });
}

type FromEngine = Extract<AnswerCheck["expected"], { object: string }>;

async function fromEngine(
  { object, name, path, as }: FromEngine,
  { engine }: Pick<Sight, "engine">,
): Promise<string | null> {
  const document = await engine.inspect(object, name);
  const [value] = reach(document, path);
  if (as === "count") {
    if (typeof value !== "object" || value === null) return null;
    return String(Object.keys(value).length);
  }
  return isScalar(value) ? String(value) : null;
}

const folded = (text: string) =>
  text
    .normalize("NFC")
    .replace(/[\s\u00a0\u202f]+/g, " ")
    .trim()
    .toLowerCase();
const bareId = (text: string) => folded(text).replace(/^sha256:/, "");

const comparisons = {
  text: (given: string, right: string) => folded(given) === folded(right),
  number: (given: string, right: string) =>
    /^-?\d+([.,]\d+)?$/.test(given.trim()) &&
    Number(given.trim().replace(",", ".")) === Number(right),
  /** as Docker takes an ID; four characters so that none is guessed */
  id: (given: string, right: string) =>
    bareId(given).length >= 4 && bareId(right).startsWith(bareId(given)),
};
