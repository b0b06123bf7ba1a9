/** What the parser of YAML finds wrong, in French. */
import type { YAMLError } from "yaml";

type Code = YAMLError["code"];

const sentences: Readonly<Record<Code, string>> = {
  ALIAS_PROPS: "Un renvoi (« *nom ») ne porte ni ancre ni étiquette.",
  BAD_ALIAS: "Ce renvoi (« *nom ») n’est pas possible : aucune ancre « &nom » ne le précède.",
  BAD_COLLECTION_TYPE: "Cette étiquette ne va pas avec cette valeur.",
  BAD_DIRECTIVE: "Cette directive n’est pas comprise.",
  BAD_DQ_ESCAPE: "Après « \\ », ce caractère n’est pas compris entre guillemets.",
  BAD_INDENT: "Ce décalage n’est pas le bon : alignez cette ligne avec ses voisines.",
  BAD_PROP_ORDER: "L’ancre ou l’étiquette se place avant ce signe.",
  BAD_SCALAR_START:
    "Une valeur ne peut pas commencer par ce caractère : mettez-la entre guillemets.",
  BLOCK_AS_IMPLICIT_KEY:
    "Deux clés sur la même ligne : mettez la seconde à la ligne, ou la valeur entre guillemets.",
  BLOCK_IN_FLOW: "Entre crochets ou accolades, tout s’écrit à la suite.",
  DUPLICATE_KEY: "Cette clé est déjà donnée plus haut, au même niveau.",
  IMPOSSIBLE: "Cette écriture n’est pas comprise.",
  KEY_OVER_1024_CHARS: "Cette clé est trop longue.",
  MISSING_CHAR: "Il manque un signe ici : guillemet fermant, crochet, virgule ou deux-points.",
  MULTILINE_IMPLICIT_KEY: "Une clé tient sur une ligne : il manque sans doute « : » après elle.",
  MULTIPLE_ANCHORS: "Une valeur ne porte qu’une ancre.",
  MULTIPLE_DOCS: "Un fichier Compose ne contient qu’un document : retirez « --- ».",
  MULTIPLE_TAGS: "Une valeur ne porte qu’une étiquette.",
  NON_STRING_KEY: "Une clé est un texte.",
  RESOURCE_EXHAUSTION: "Ce fichier est trop imbriqué pour être lu.",
  TAB_AS_INDENT: "Une tabulation décale cette ligne : YAML veut des espaces.",
  TAG_RESOLVE_FAILED: "Cette étiquette n’est pas comprise.",
  UNEXPECTED_TOKEN: "Ce signe n’a pas sa place ici.",
};

export const yamlSentence = ({ code }: YAMLError): string => sentences[code];
