/** What a trainer reads when they cannot watch, or not ask: what happened, why, what to do. */
import { EscaleError } from "@/lib/protocol/errors";

export const tooManyWatch = () =>
  new EscaleError(
    "too_many_requests",
    "Trop de pages regardent déjà ce terminal. Fermez-en une, puis réessayez.",
  );

export const noSuchWatch = () =>
  new EscaleError("not_found", "Vous ne regardez plus ce terminal. Rechargez la page.");

export const nobodyToAsk = () =>
  new EscaleError(
    "in_use",
    "Cette personne n’a pas son terminal sous les yeux\u00a0: elle ne verrait pas votre demande.",
  );

export const askedTooSoon = () =>
  new EscaleError(
    "too_many_requests",
    "Cette personne vient de refuser. Attendez quelques secondes avant de redemander.",
  );
