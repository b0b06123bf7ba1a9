/**
 * What learners answered to the lessons' questions. The course judges, never the browser, and nothing
 * counts after the first right answer: it may come twice, late or from two tabs.
 */
import type { Question } from "@/lib/content/questions";
import type { Database } from "@/lib/db/client";
import { EscaleError } from "@/lib/protocol/errors";
import type { Owner } from "@/lib/protocol/ids";
import type { QuizStand } from "@/lib/protocol/progress";
import { type Answer, isAnswerTo, marksOf } from "./marking";

/** More than anybody needs: a number that a script cannot make absurd. */
const maxAttempts = 999;

interface Row {
  readonly attempts: number;
  readonly answer: number[] | null;
  readonly passedAt: Date | null;
}

const present = ({ attempts, answer, passedAt }: Row): QuizStand => ({
  attempts,
  answer: answer ?? [],
  passed: passedAt !== null,
});

/** Takes in answers in the order they were given. Throws EscaleError bad_request. */
export async function recordAnswers(
  db: Database,
  owner: Owner,
  { id, quiz }: Question,
  answers: readonly Answer[],
  now: Date = new Date(),
): Promise<QuizStand> {
  if (!answers.every((answer) => isAnswerTo(quiz, answer))) throw notUnderstood();
  const first = answers.findIndex((answer) => marksOf(quiz, answer).right);
  const judged = first < 0 ? answers : answers.slice(0, first + 1);
  const last = judged.at(-1);
  if (last === undefined) throw notUnderstood();
  const passedAt = first < 0 ? null : now;
  const rows = await db.$queryRaw<Row[]>`
    INSERT INTO "quiz_record" AS q ("userId", "quiz", "attempts", "answer", "firstAt", "passedAt")
    VALUES (${owner}, ${id}, ${judged.length}, ${[...last]}::int[], ${now}::timestamp, ${passedAt}::timestamp)
    ON CONFLICT ("userId", "quiz") DO UPDATE SET
      "attempts" = CASE WHEN q."passedAt" IS NULL
                        THEN LEAST(q."attempts" + EXCLUDED."attempts", ${maxAttempts})
                        ELSE q."attempts" END,
      "answer" = CASE WHEN q."passedAt" IS NULL THEN EXCLUDED."answer" ELSE q."answer" END,
      "passedAt" = COALESCE(q."passedAt", EXCLUDED."passedAt")
    RETURNING "attempts", "answer", "passedAt"`;
  const row = rows[0];
  if (row === undefined) throw new Error("an answer was neither inserted nor updated");
  return present(row);
}

export async function readQuizzes(db: Database, owner: Owner): Promise<Record<string, QuizStand>> {
  const rows = await db.quizRecord.findMany({ where: { userId: owner } });
  return Object.fromEntries(rows.map((row) => [row.quiz, present(row)]));
}

const notUnderstood = () =>
  new EscaleError(
    "bad_request",
    "Cette réponse n’est pas de celles que propose la question. Rechargez la page, puis répondez de nouveau.",
  );
