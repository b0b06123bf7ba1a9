/** The calls of an exercise. Each answer is checked; a failure has a French message. */
import { call, send } from "@/components/http/call";
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
  return actionAnswerSchema.parse(await send(base(id), action));
}
