/**
 * What is wrong with a Dockerfile, in French: the findings of dockerfile-utils (the validator of
 * VS Code's Docker support) by their codes.
 */
import { ValidationCode, validate } from "dockerfile-utils";

export interface Finding {
  /** from 0 */
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
  readonly message: string;
  readonly severe: boolean;
}

const tooFew = "Il manque un argument à cette instruction.";
const code = ValidationCode;
const sentences: Readonly<Record<number, string>> = {
  [code.CASING_INSTRUCTION]: "Par convention, une instruction s’écrit en majuscules.",
  [code.CASING_DIRECTIVE]: "Par convention, cette directive s’écrit en minuscules.",
  [code.ARGUMENT_MISSING]: tooFew,
  [code.ARGUMENT_EXTRA]: "Il y a un argument de trop.",
  [code.ARGUMENT_REQUIRES_ONE]: "Cette instruction veut exactement un argument.",
  [code.ARGUMENT_REQUIRES_AT_LEAST_ONE]: "Cette instruction veut au moins un argument.",
  [code.ARGUMENT_REQUIRES_TWO]: "Cette instruction veut exactement deux arguments.",
  [code.ARGUMENT_REQUIRES_AT_LEAST_TWO]:
    "Cette instruction veut au moins deux arguments : une source et une destination.",
  [code.ARGUMENT_REQUIRES_ONE_OR_THREE]:
    "« FROM » s’écrit avec une image, ou avec « image AS étape ».",
  [code.ARGUMENT_UNNECESSARY]: "Cet argument ne sert à rien ici.",
  [code.DUPLICATE_BUILD_STAGE_NAME]: "Deux étapes portent ce nom : donnez-en un autre.",
  [code.EMPTY_CONTINUATION_LINE]: "Une ligne vide coupe cette instruction : supprimez-la.",
  [code.INVALID_BUILD_STAGE_NAME]:
    "Ce nom d’étape n’est pas possible : une lettre minuscule d’abord, puis lettres, chiffres, « - », « _ » ou « . ».",
  [code.FLAG_AT_LEAST_ONE]: "La valeur de cette option doit être au moins 1.",
  [code.FLAG_DUPLICATE]: "Cette option est donnée deux fois.",
  [code.FLAG_INVALID_DURATION]:
    "Cette durée n’est pas comprise : écrivez par exemple « 30s » ou « 1m ».",
  [code.FLAG_LESS_THAN_1MS]: "Cette durée doit être d’au moins une milliseconde.",
  [code.FLAG_MISSING_DURATION]: "Il manque une durée à cette option, par exemple « 30s ».",
  [code.FLAG_MISSING_VALUE]: "Il manque une valeur à cette option.",
  [code.FLAG_UNKNOWN_UNIT]: "Cette unité de durée n’existe pas : utilisez « s », « m » ou « h ».",
  [code.NO_SOURCE_IMAGE]: "Aucune image de départ : un Dockerfile commence par « FROM ».",
  [code.INVALID_ESCAPE_DIRECTIVE]: "Le caractère d’échappement est « \\ » ou « ` ».",
  [code.INVALID_AS]: "Le deuxième mot de « FROM image AS étape » est « AS ».",
  [code.INVALID_DESTINATION]:
    "Avec plusieurs sources, la destination est un dossier : terminez-la par « / ».",
  [code.INVALID_PORT]: "Ce n’est pas un port : un nombre de 0 à 65535.",
  [code.INVALID_PROTO]: "Ce protocole n’existe pas ici : « tcp » ou « udp ».",
  [code.INVALID_REFERENCE_FORMAT]: "Ce nom d’image n’est pas possible.",
  [code.INVALID_SIGNAL]: "Ce signal n’existe pas.",
  [code.INVALID_SYNTAX]: "Cette écriture n’est pas comprise.",
  [code.ONBUILD_CHAINING_DISALLOWED]: "« ONBUILD » ne peut pas suivre « ONBUILD ».",
  [code.ONBUILD_TRIGGER_DISALLOWED]: "Cette instruction ne peut pas suivre « ONBUILD ».",
  [code.SHELL_JSON_FORM]: 'Écrivez « SHELL » en tableau : ["/bin/sh", "-c"].',
  [code.SHELL_REQUIRES_ONE]: "« SHELL » veut au moins un argument.",
  [code.SYNTAX_MISSING_EQUALS]: "Il manque un « = » entre le nom et la valeur.",
  [code.SYNTAX_MISSING_NAMES]: "Il manque un nom avant le « = ».",
  [code.SYNTAX_MISSING_SINGLE_QUOTE]: "Il manque une apostrophe fermante (').",
  [code.SYNTAX_MISSING_DOUBLE_QUOTE]: 'Il manque un guillemet fermant (").',
  [code.MULTIPLE_INSTRUCTIONS]: "Seule la dernière instruction de ce nom compte dans une étape.",
  [code.UNKNOWN_INSTRUCTION]: "Cette instruction n’existe pas.",
  [code.UNKNOWN_ADD_FLAG]: "« ADD » ne connaît pas cette option.",
  [code.UNKNOWN_COPY_FLAG]: "« COPY » ne connaît pas cette option.",
  [code.UNKNOWN_FROM_FLAG]: "« FROM » ne connaît pas cette option.",
  [code.UNKNOWN_HEALTHCHECK_FLAG]: "« HEALTHCHECK » ne connaît pas cette option.",
  [code.UNKNOWN_TYPE]: "« HEALTHCHECK » s’écrit avec « CMD » ou « NONE ».",
  [code.UNSUPPORTED_MODIFIER]:
    "Ce modificateur de variable n’existe pas : « :- », « :+ » ou « :? ».",
  [code.DEPRECATED_MAINTAINER]: "« MAINTAINER » est abandonnée : utilisez « LABEL ».",
  [code.HEALTHCHECK_CMD_ARGUMENT_MISSING]: "Il manque la commande après « CMD ».",
  [code.FLAG_INVALID_FROM_VALUE]: "« --from » attend une étape ou une image.",
  [code.FLAG_EXPECTED_BOOLEAN_VALUE]: "Cette option vaut « true » ou « false ».",
  [code.JSON_IN_SINGLE_QUOTES]: 'Ce tableau s’écrit avec des guillemets ("), pas des apostrophes.',
  [code.WORKDIR_IS_NOT_ABSOLUTE]: "Préférez un chemin absolu, qui commence par « / ».",
  [code.BASE_NAME_EMPTY]: "Le nom de l’image de départ est vide.",
  [code.DUPLICATED_ESCAPE_DIRECTIVE]: "La directive « escape » est donnée deux fois.",
};

/** Language Server Protocol, DiagnosticSeverity. */
const error = 1;

export function dockerfileFindings(text: string): Finding[] {
  return validate(text).map(({ code: found, severity, range }) => ({
    start: range.start,
    end: range.end,
    message: sentences[Number(found)] ?? "Cette ligne n’est pas comprise.",
    severe: severity === error,
  }));
}
