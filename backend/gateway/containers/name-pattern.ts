/**
 * The `name` filter is a regular expression on the engine (RE2), matched against scoped names.
 * Here it is matched against the learner's, so only forms that cannot backtrack are taken.
 */
import { badRequest } from "../errors";
import { messages } from "../messages";

/** Throws DockerError 400 on anything but text, `.`, `.*`, `^` in front and `$` behind. */
export function namePattern(text: string): RegExp {
  const bare = text.replace(/^(\^?)\//, "$1");
  if (!/^\^?(?:[A-Za-z0-9_.-]|\.\*){0,128}\$?$/.test(bare) || bare.split(".*").length > 4)
    throw badRequest(messages.badValue("filters.name"));
  return new RegExp(bare.replaceAll("-", "\\-"));
}
