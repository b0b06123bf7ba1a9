/** What the course's own rules say in English, in French for trainers. */
import type { Explain } from "@/lib/content/yaml-source";

/** zod's own words, said shortly. */
export const explain: Explain = (issue) => {
  switch (issue.code) {
    case "invalid_type":
      if (issue.input === undefined) return "il manque";
      return `on attend ${kinds[issue.expected] ?? issue.expected}`;
    case "unrecognized_keys":
      return `${issue.keys.map((key) => `«\u00a0${key}\u00a0»`).join(", ")} n’existe pas ici`;
    case "invalid_value":
      return `au choix\u00a0: ${issue.values.map(String).join(", ")}`;
    case "too_small":
      return issue.origin === "string"
        ? "ne doit pas être vide"
        : issue.origin === "array"
          ? `il en faut au moins ${issue.minimum}`
          : `${issue.minimum} au moins`;
    case "too_big":
      return issue.origin === "string"
        ? `${issue.maximum} caractères au plus`
        : issue.origin === "array"
          ? `il en faut ${issue.maximum} au plus`
          : `${issue.maximum} au plus`;
    case "invalid_format":
      return issue.format === "url" ? "on attend une adresse en https://" : "mal formé";
    case "invalid_union":
      return issue.input === undefined ? "il manque" : "aucune des formes permises ne convient ici";
    case "invalid_key":
      return "ce nom n’est pas permis";
    default:
      return undefined;
  }
};

const kinds: Readonly<Record<string, string>> = {
  string: "un texte",
  number: "un nombre",
  int: "un nombre entier",
  boolean: "true ou false",
  array: "une liste",
  object: "des clés et leurs valeurs",
  record: "des clés et leurs valeurs",
  tuple: "une liste",
};

const q = (text: string | undefined) => `«\u00a0${text ?? ""}\u00a0»`;

/** Each message of lib/content and lib/protocol/checks that an author's files can bring about. */
const translations: readonly (readonly [RegExp, (...parts: string[]) => string])[] = [
  [
    /^a page opens with its front matter/,
    () => "La leçon commence par un en-tête, entre deux lignes de ---.",
  ],
  [/^\(file\): (.*)$/, (rest) => `Le fichier\u00a0: ${inFrench(rest)}`],
  [
    /^lower-case letters, digits and -$/,
    () => "des minuscules sans accent, des chiffres et des tirets",
  ],
  [/^lower-case letters, digits and _$/, () => "des minuscules sans accent, des chiffres et _"],
  [/^letters a–z, digits and -$/, () => "des lettres sans accent, des chiffres et des tirets"],
  [/^letters, digits and - only$/, () => "des lettres sans accent, des chiffres et des tirets"],
  [/^a version is written "1\.0"$/, () => 'une version s’écrit "1.0", entre guillemets'],
  [/^a name as one writes it after `docker`$/, () => "un nom, comme on l’écrit après docker"],
  [/^an address's path, as \/page\?x=1$/, () => "le chemin d’une adresse, comme /page?x=1"],
  [/^one line of plain characters$/, () => "une ligne de caractères simples"],
  [/^a program's absolute path$/, () => "le chemin absolu d’un programme, comme /usr/bin/grep"],
  [
    /^a path below the exercise's folder/,
    () => "un chemin dans le dossier de l’exercice, sans . ni ..",
  ],
  [
    /^a path is names joined by dots/,
    () => "des noms joints par des points\u00a0; un nom qui contient un point se met entre [ ]",
  ],
  [/^not a regular expression/, () => "ce n’est pas une expression régulière comprise (RE2)"],
  [/^compares nothing: one of (.*)$/, (list) => `ne compare rien\u00a0: il faut l’un de ${list}`],
  [/^exactly one is `juste`$/, () => "une seule option est juste\u00a0: juste: true"],
  [/^two or more are `juste`$/, () => "deux options au moins sont justes\u00a0: juste: true"],
  [/^two have the same text$/, () => "deux options ont le même texte"],
  [/^two have the same `droite`$/, () => "deux options ont le même côté droit"],
  [/^is a name of the messages$/, () => "ce nom sert déjà dans les messages"],
  [/^min is above max$/, () => "min dépasse max"],
  [
    /^is read before values are drawn$/,
    () => "ne peut pas contenir de valeur {{…}}\u00a0: il est lu avant le tirage",
  ],
  [
    /^“(.*)” is no value of this exercise$/,
    (name) => `${q(name)} n’est pas une valeur de cet exercice (values)`,
  ],
  [/^value “(.*)” is used nowhere$/, (name) => `La valeur ${q(name)} ne sert nulle part.`],
  [/^“(.*)” is the id of two steps$/, (id) => `deux étapes ont l’identifiant ${q(id)}`],
  [/^“(.*)” is the id of two checks$/, (id) => `deux vérifications ont l’identifiant ${q(id)}`],
  [/^“(.*)” is no step before this one$/, (id) => `aucune étape ${q(id)} ne vient avant celle-ci`],
  [
    /^“(.*)” is no check before this one$/,
    (id) => `aucune vérification ${q(id)} ne vient avant celle-ci`,
  ],
  [
    /^a command says either run or script/,
    () => "une vérification command a soit run, soit script: true",
  ],
  [
    /^check\.sh runs in the workstation alone$/,
    () => "check.sh ne s’exécute que sur le poste, sans in",
  ],
  [
    /^an absent file has nothing to compare$/,
    () => "un fichier qui doit être absent n’a rien à comparer",
  ],
  [
    /^says nothing of the answer/,
    () => "il faut au moins une comparaison dans where, comme {path: status, equals: 200}",
  ],
  [
    /^is missing: a check says script: true$/,
    () => "check.sh manque\u00a0: une vérification dit script: true.",
  ],
  [/^is used by no check$/, () => "Aucune vérification ne se sert de check.sh (script: true)."],
  [
    /^“(.*)” is no step of exercise\.yaml$/,
    (id) => `${q(id)} n’est pas une étape d’exercise.yaml.`,
  ],
  [/^no part “# étape : (.*)”$/, (id) => `Il manque la partie «\u00a0# étape : ${id}\u00a0».`],
  [
    /^each step once, in this order: (.*)$/,
    (list) => `Chaque étape une fois, dans cet ordre\u00a0: ${list}.`,
  ],
  [/^“(.*)” runs nothing$/, (id) => `La partie ${q(id)} n’exécute rien.`],
  [
    /^a hint of “(.*)” holds the solution's own command$/,
    (id) => `Un indice de ${q(id)} contient la commande de la solution.`,
  ],
  [
    /^link “(.*)” is neither https nor a page of the site$/,
    (url) => `le lien ${q(url)} n’est ni en https, ni une page du site`,
  ],
  [
    /^Markdown “(.*)” is not for exercises/,
    () => "seuls des paragraphes, listes, blocs de code, emphases et liens sont acceptés ici",
  ],
];

/** The sentence in French; one that is not known stays as it is. */
export function inFrench(message: string): string {
  for (const [pattern, say] of translations) {
    const match = pattern.exec(message);
    if (match) return say(...match.slice(1));
  }
  return message;
}

/** A problem of YAML as lib/content/yaml-source.ts writes it: `steps.0.title: …`. */
export function yamlInFrench(message: string): string {
  const whole = inFrench(message);
  if (whole !== message) return whole;
  const [, path, rest] = /^([\w.-]+): (.*)$/s.exec(message) ?? [];
  if (path === undefined || rest === undefined) return syntaxInFrench(message);
  return `${placeInWords(path)}\u00a0: ${inFrench(rest)}`;
}

const lists: Readonly<Record<string, string>> = {
  steps: "étape",
  checks: "vérification",
  hints: "indice",
  where: "comparaison",
  sources: "source",
};

/** `steps.0.checks.1.title` → « étape 1, vérification 2, title ». */
function placeInWords(path: string): string {
  const parts = path.split(".");
  const words: string[] = [];
  for (let at = 0; at < parts.length; at++) {
    const name = lists[parts[at] ?? ""];
    const index = Number(parts[at + 1]);
    if (name !== undefined && parts[at + 1] !== undefined && Number.isInteger(index)) {
      words.push(`${name} ${index + 1}`);
      at++;
    } else words.push(parts[at] ?? "");
  }
  return words.join(", ");
}

/** The YAML parser's own. */
function syntaxInFrench(message: string): string {
  if (/indent/i.test(message))
    return "Le décalage de cette ligne n’est pas celui attendu\u00a0: deux espaces par niveau, jamais de tabulation.";
  if (/unique/i.test(message)) return "Cette clé est écrite deux fois.";
  if (/quote/i.test(message)) return "Un guillemet ouvert n’est pas refermé.";
  if (/flow|\]|\}/i.test(message))
    return "Un crochet ou une accolade n’est pas à sa place ou n’est pas refermé.";
  if (/alias/i.test(message)) return "Les alias (*nom) ne sont pas acceptés.";
  return "Ce YAML est mal formé ici. Un texte qui contient «\u00a0: \u00a0» se met entre guillemets droits.";
}
