/**
 * Variables in FROM. The result is looked up here and written as an image ID, so that how the
 * engine would have expanded it does not matter.
 */
import { badRequest } from "../errors";
import { messages } from "../messages";

const variable = /\$(?:(\w+)|\{(\w+)(?:(:?[-+])([^{}$]*))?\})/g;

/** Throws DockerError 400 on forms other than `$A`, `${A}`, `${A:-x}`, `${A-x}`, `${A:+x}`, `${A+x}`. */
export function expand(text: string, values: ReadonlyMap<string, string>): string {
  const bare = unquote(text);
  if (bare.replaceAll(variable, "").includes("$"))
    throw badRequest(messages.dockerfileVariable(text.slice(0, 80)));
  return bare.replaceAll(
    variable,
    (_all, plain?: string, braced?: string, operator?: string, word = "") => {
      const value = values.get(plain ?? braced ?? "");
      const there = operator?.startsWith(":")
        ? value !== undefined && value !== ""
        : value !== undefined;
      if (operator?.endsWith("-")) return there ? (value ?? "") : word;
      if (operator?.endsWith("+")) return there ? word : "";
      return value ?? "";
    },
  );
}

const unquote = (text: string): string => /^(["'])(.*)\1$/.exec(text)?.[2] ?? text;
