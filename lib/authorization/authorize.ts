/**
 * Asks the table. To be called where data is read or changed, with what is known there of how
 * the person stands to it: a page or a route that forgets to ask cannot get the data.
 */
import type { Role } from "@/lib/protocol/account";
import { EscaleError } from "@/lib/protocol/errors";
import { type Action, type Ground, type Relation, table } from "./table";

/** Who asks. */
export interface Actor {
  readonly role: Role;
  /** has no account of their own yet */
  readonly guest: boolean;
}

/** The grounds that somebody stands on. A role counts with an account of one's own alone. */
function groundsOf({ role, guest }: Actor, relations: readonly Relation[]): Set<Ground> {
  const standing = new Set<Ground>(["anyone"]);
  if (!guest) standing.add("member");
  if (!guest && role !== "learner") standing.add(role);
  for (const relation of relations) {
    // Whose role was taken away gives no class any more, whatever the class still says.
    const teaches = !guest && role !== "learner";
    if (relation !== "classTrainer" || teaches) standing.add(relation);
  }
  return standing;
}

/** Whether they may: for what a page offers. What is done asks `authorize`. */
export function mayDo(
  actor: Actor | null,
  action: Action,
  relations: readonly Relation[] = [],
): boolean {
  if (actor === null) return false;
  const standing = groundsOf(actor, relations);
  return table[action].grounds.some((ground) => standing.has(ground));
}

/** Throws EscaleError not_signed_in, forbidden or not_found unless they may. */
export function authorize(
  actor: Actor | null,
  action: Action,
  relations: readonly Relation[] = [],
): asserts actor is Actor {
  if (actor === null) {
    throw new EscaleError("not_signed_in", "Connectez-vous pour continuer.");
  }
  if (mayDo(actor, action, relations)) return;
  throw table[action].others === "hidden"
    ? new EscaleError("not_found", "Cette page n’existe pas, ou vous n’y avez pas accès.")
    : new EscaleError(
        "forbidden",
        "Votre compte ne permet pas de faire cela. S’il le devrait, demandez-le à la personne qui gère ce site.",
      );
}
