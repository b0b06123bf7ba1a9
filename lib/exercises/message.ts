/** The French sentence for what a check has found. */
import { fill, type Values } from "@/lib/content/exercises/template";
import type { AuthorCheck } from "@/lib/content/schema/exercise";
import type { NotYet } from "@/lib/protocol/checks/check";

const refusedFile =
  "Ce fichier ne peut pas être lu : il faut un fichier texte ordinaire, ni lien symbolique, ni dossier, dont le contenu est bien formé.";
const unseen =
  "Rien de tel n’a encore existé ici : il faut d’abord l’avoir créé pour pouvoir le faire disparaître.";

/** Empty: there is nothing to say yet. */
export function messageOf(check: AuthorCheck, outcome: NotYet, values: Values): string {
  if (check.kind === "answer" && outcome.reason === "unseen") return "";
  if (check.kind === "file" && outcome.reason === "refused") return refusedFile;
  if (outcome.reason === "unseen") return unseen;
  const trouve = harmless(outcome.found) || "rien";
  const attendu = harmless(outcome.expected);
  return fill(sentence(check, outcome), { ...values, trouve, attendu });
}

function sentence(check: AuthorCheck, { reason, matcher }: NotYet): string {
  const own =
    check.kind !== "answer" && matcher !== null ? check.where[matcher]?.pasEncore : undefined;
  if (own) return own;
  if (typeof check.pasEncore === "string") return check.pasEncore;
  return reason === "absent" ? check.pasEncore.absent : check.pasEncore.autre;
}

/**
 * What was found is a learner's own text. It is shown as text whatever it holds; what would end a
 * `code` in the sentence, break its line or turn its direction is taken out.
 */
function harmless(text: string): string {
  return text
    .replace(/`/g, "’")
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, " ")
    .trim()
    .slice(0, 200);
}
