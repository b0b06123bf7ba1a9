/** An author's check with a learner's values in it, as the backend is asked to look at it. */
import { type Check, checkSchema } from "@/lib/protocol/checks/check";
import type { AuthorCheck } from "../schema/exercise";
import { fillAll, type Values } from "./template";

export interface CheckContext {
  values: Values;
  /** the exercise's folder below `~/exercices` */
  folder: string;
  /** the text of check.sh, for checks that say `script` */
  script: string | null;
  /** what the learner answered */
  given: string | null;
  /** for `gone`: it has been seen to exist */
  seen: boolean;
}

/** Throws ZodError when the check does not fit once its values are in place. */
export function toCheck(check: AuthorCheck, context: CheckContext): Check {
  return checkSchema.parse(spec(check, context));
}

/** Where what has gone wrong stands, in the author's own words; no problem is an empty list. */
export function checkProblems(check: AuthorCheck, context: CheckContext) {
  const result = checkSchema.safeParse(spec(check, context));
  return result.success ? [] : result.error.issues;
}

function spec(check: AuthorCheck, context: CheckContext): unknown {
  const { title, mode, needs, pasEncore, ...rest } = check;
  switch (rest.kind) {
    case "engine":
      return filled({ ...rest, where: matchers(rest.where), seen: context.seen }, context);
    case "http":
      return {
        ...filled({ ...rest, where: matchers(rest.where) }, context),
        port: Number(fillAll(rest.port, context.values)),
      };
    case "file":
      return {
        ...filled({ ...rest, where: matchers(rest.where) }, context),
        folder: context.folder,
      };
    case "command": {
      const { script, ...command } = rest;
      return {
        ...filled({ ...command, where: matchers(rest.where) }, context),
        ...(script && { script: fillAll(context.script ?? "", context.values) }),
      };
    }
    case "answer": {
      const { question, hint, ...answer } = rest;
      return { ...filled(answer, context), given: context.given };
    }
  }
}

function filled(document: object, { values }: CheckContext): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(document).map(([key, item]) => [key, fillAll(item, values)]),
  );
}

const matchers = (where: readonly { pasEncore?: string | undefined }[]) =>
  where.map(({ pasEncore, ...matcher }) => matcher);
