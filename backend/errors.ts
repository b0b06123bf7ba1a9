/**
 * The French sentences of the backend's errors, and the way from any error to one that may be
 * shown. What a learner reads says what happened, why, and what to do; the cause goes to the log.
 */
import { EscaleError } from "@/lib/protocol/errors";

export const messages = {
  engineUnavailable:
    "Les terminaux sont momentanément indisponibles : le moteur de conteneurs ne répond pas. " +
    "Vos fichiers sont conservés ; les leçons restent lisibles. La page réessaie d’elle-même.",
  endingDelayed:
    "Le moteur de conteneurs ne répond pas : l’arrêt de votre environnement sera achevé dès son retour. " +
    "Vous n’avez rien d’autre à faire.",
  diskFull:
    "Le disque du serveur est presque plein : aucun environnement ne peut être ouvert pour l’instant. " +
    "Vos fichiers sont conservés. Réessayez plus tard ou prévenez la personne qui administre ce site.",
  openFailed:
    "Votre environnement n’a pas pu démarrer. Réessayez dans un instant ; " +
    "si cela se répète, prévenez la personne qui administre ce site.",
  imageMissing:
    "L’image du poste de travail manque sur ce serveur : aucun terminal ne peut être ouvert. " +
    "La personne qui administre ce site doit relancer son installation.",
  noWorkspace:
    "Votre environnement n’est pas ouvert (il a pu être arrêté après un temps d’inactivité). " +
    "Ouvrez-le de nouveau pour continuer : vos fichiers sont conservés.",
  portNotPublished: "Aucun conteneur en marche ne publie ce port.",
  portNoAnswer: "Le conteneur publie ce port, mais rien n’y répond encore.",
  tooManyConnections: "Trop de connexions à vos conteneurs sont ouvertes en même temps.",
  inUse: "Cet environnement est utilisé, ou l’a été depuis : rien n’a été supprimé.",
  tooManyStreams:
    "Trop de pages de ce site sont ouvertes en même temps sur votre environnement. " +
    "Fermez-en quelques-unes, puis rechargez celle-ci.",
  objectGone:
    "Cet objet n’existe pas, ou plus, dans votre moteur : il vient peut-être d’être supprimé.",
  exerciseFolder:
    "Le dossier de l’exercice n’a pas pu être préparé : un lien ou un fichier porte son nom " +
    "dans ~/exercices. Renommez-le ou supprimez-le, puis recommencez.",
  notFound: "Cette adresse n’existe pas.",
  methodNotAllowed: "Cette méthode n’est pas permise à cette adresse.",
  badRequest: "La demande n’a pas été comprise.",
  tooLarge: "La demande est trop volumineuse.",
  internal:
    "Une erreur inattendue s’est produite. Réessayez dans un instant ; " +
    "si cela se répète, prévenez la personne qui administre ce site.",
} as const;

export const engineUnavailable = (cause?: unknown) =>
  new EscaleError("engine_unavailable", messages.engineUnavailable, { cause });
export const noWorkspace = () => new EscaleError("no_workspace", messages.noWorkspace);

/** Any thrown value as an error fit to be sent; what is unknown becomes `internal`. */
export function toEscaleError(error: unknown): EscaleError {
  return error instanceof EscaleError
    ? error
    : new EscaleError("internal", messages.internal, { cause: error });
}
