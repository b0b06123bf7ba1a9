/** What a learner reads when a terminal cannot be had: what happened, why, what to do. */
import { EscaleError } from "@/lib/protocol/errors";

export const noWorkspace = () =>
  new EscaleError(
    "no_workspace",
    "Votre espace de travail n’est pas ouvert : il a peut-être été arrêté. Rouvrez le terminal pour en démarrer un.",
  );

export const tooManyTerminals = (limit: number) =>
  new EscaleError(
    "too_many_terminals",
    `Vous avez déjà ${limit} terminaux ouverts, le maximum : fermez-en un pour en ouvrir un autre.`,
  );

export const noRoomForTerminal = () =>
  new EscaleError(
    "internal",
    "Le terminal n’a pas pu démarrer : trop de programmes tournent dans votre espace de travail. Arrêtez-en, puis réessayez.",
  );

export const noSuchTerminal = () =>
  new EscaleError("not_found", "Ce terminal n’existe plus : il a été fermé.");
