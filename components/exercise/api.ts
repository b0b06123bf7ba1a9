/** The calls of an exercise. Each answer is checked; a failure has a French message. */
import { EscaleError, errorBodySchema } from "@/lib/protocol/errors";
import {
  type ActionAnswer,
  actionAnswerSchema,
  type ExerciseAction,
  type ExerciseView,
  exerciseViewSchema,
} from "@/lib/protocol/exercise";

const base = (id: string) => `/api/exercises/${id}`;
export const eventsUrl = (id: string) => `${base(id)}/events`;

export async function readExercise(id: string): Promise<ExerciseView> {
  return exerciseViewSchema.parse(await call(base(id)));
}

export async function act(id: string, action: ExerciseAction): Promise<ActionAnswer> {
  const init = {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(action),
  };
  return actionAnswerSchema.parse(await call(base(id), init));
}

async function call(path: string, init: RequestInit = {}): Promise<unknown> {
  const response = await fetch(path, {
    ...init,
    cache: "no-store",
    signal: AbortSignal.timeout(30_000),
  });
  const answer: unknown = await response.json();
  if (response.ok) return answer;
  const { error } = errorBodySchema.parse(answer);
  throw new EscaleError(error.code, error.message);
}

const unanswered = "Le site n’a pas répondu comme prévu. Vérifiez votre connexion, puis réessayez.";

/** French, for anything thrown. */
export function troubleOf(error: unknown): string {
  if (error instanceof EscaleError) return error.message;
  console.warn(error);
  return unanswered;
}
