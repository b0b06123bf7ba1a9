/** What a fence of code stands for, as in the course's own lessons (lib/content/remark/fences.ts). */
import type { Code } from "mdast";
import { fenceLanguages, isFileName } from "@/lib/content/remark/fences";
import type { LessonNode } from "./nodes";
import type { Reader } from "./reader";

export function fenceOf(node: Code, reader: Reader): LessonNode[] {
  const language = node.lang ?? "text";
  const text = node.value;
  if (!fenceLanguages.has(language))
    return reader.refuse(
      node,
      `Bloc de code en «\u00a0${language.slice(0, 40)}\u00a0»\u00a0: choisissez parmi ${[...fenceLanguages].join(", ")}.`,
    );
  let file: string | null = null;
  let runs = true;
  for (const word of (node.meta ?? "").split(/\s+/).filter(Boolean)) {
    const [key, value] = word.split("=");
    if (key === "file" && value && isFileName(value)) file = value;
    else if (word === "run=no") runs = false;
    else
      return reader.refuse(
        node,
        `«\u00a0${word.slice(0, 40)}\u00a0» n’est pas compris après l’ouverture d’un bloc de code\u00a0: file=NOM ou run=no.`,
      );
  }
  if (language === "console") return [{ type: "output", text }];
  if (file !== null) return [{ type: "file", name: file, language, text }];
  if (language !== "bash" || !runs) return [{ type: "extract", language, text }];
  reader.found.commands.push(text);
  return [{ type: "command", index: reader.found.commands.length - 1, text }];
}
