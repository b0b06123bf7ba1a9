/** What one of our programs answered: what its schema says, or the error that it told. */
import type { z } from "zod";
import { errorBodySchema } from "@/lib/protocol/errors";
import type { Answer } from "../supervisor/http";
import { OperatorError } from "../system/operator-error";

/** Throws OperatorError with the code and the sentence of the error, and what to do about it. */
export function understood<S extends z.ZodType>(
  { status, body }: Answer,
  schema: S,
  remedy = "npm run -s admin -- doctor",
): z.infer<S> {
  const json: unknown = JSON.parse(body);
  if (status >= 200 && status < 300) return schema.parse(json);
  const { error } = errorBodySchema.parse(json);
  throw new OperatorError(`${error.code}: ${error.message}`, remedy);
}
