/** The fields of the form: for each key of a check what it is called and what helps to fill it in. */
import type { z } from "zod";
import type { authorCheckSchema } from "@/lib/content/schema/exercise";

export type Kind = z.infer<typeof authorCheckSchema>["kind"];

export type Input =
  | "line"
  | "long"
  | "number"
  /** a number, or a value that is drawn */
  | "port"
  | "flag"
  | "choice"
  | "count"
  | "texts"
  | "pairs"
  | "needs"
  | "message"
  | "expected"
  | "where";

export interface Field {
  /** the key in the YAML */
  name: string;
  input: Input;
  /** French, as the others here */
  label: string;
  help?: string;
  /** it must be given */
  required?: boolean;
  /** of a choice: value and what it says; "" is a key that is not given */
  choices?: readonly (readonly [string, string])[];
}

export const kinds: readonly (readonly [Kind, string, string])[] = [
  ["engine", "Objet de Docker", "Un conteneur, une image, un réseau ou un volume de l’apprenant."],
  ["http", "Port publié", "Ce que répond un serveur web de l’apprenant."],
  ["file", "Fichier", "Un fichier du dossier de l’exercice."],
  [
    "command",
    "Commande",
    "Un programme que la plateforme exécute, sur le poste ou dans un conteneur.",
  ],
  ["answer", "Question", "Une réponse que l’apprenant tape."],
];

const objects = [
  ["container", "Un conteneur"],
  ["image", "Une image"],
  ["network", "Un réseau"],
  ["volume", "Un volume"],
] as const;
export const objectChoices = objects;

const where: Field = {
  name: "where",
  input: "where",
  label: "Comparaisons",
};

/** Those of every kind that come first. */
export const firstFields: readonly Field[] = [
  {
    ...{ name: "title", input: "line", label: "Ce qui doit être vrai", required: true },
    help: "L’apprenant le lit à côté de son état. Exemple\u00a0: Le conteneur `web` tourne.",
  },
  {
    ...{ name: "id", input: "line", label: "Identifiant", required: true },
    help: "Unique dans l’exercice. Laissez vide\u00a0: il est tiré du titre.",
  },
];

/** Those of every kind that come last. */
export const lastFields: readonly Field[] = [
  {
    ...{ name: "pasEncore", input: "message", label: "Phrase de «\u00a0pas encore\u00a0»" },
    required: true,
    help: "Ce qui manque et où regarder. {{attendu}} et {{trouve}} y deviennent ce qui était attendu et ce qui a été trouvé.",
  },
  {
    ...{ name: "mode", input: "choice", label: "Une fois réussie" },
    choices: [
      ["", "Elle le reste (event)"],
      ["state", "Elle doit l’être encore à la fin (state)"],
    ],
  },
  {
    ...{ name: "needs", input: "needs", label: "Attend que soient réussies" },
    help: "Elle n’est regardée qu’après celles-ci.",
  },
];

export const ownFields: Readonly<Record<Kind, readonly Field[]>> = {
  engine: [
    {
      ...{ name: "object", input: "choice", label: "Quoi chercher", required: true },
      choices: objects,
    },
    {
      ...{ name: "name", input: "line", label: "Son nom" },
      help: "Comme après docker (image:étiquette pour une image). Vide\u00a0: tout objet de cette sorte compte.",
    },
    {
      ...{ name: "count", input: "count", label: "Combien" },
      help: "Vides\u00a0: au moins un. Deux fois le même nombre\u00a0: exactement.",
    },
    {
      ...{ name: "gone", input: "flag", label: "Il doit avoir disparu" },
      help: "Réussit quand plus aucun ne correspond, après en avoir vu un.",
    },
    where,
  ],
  http: [
    {
      ...{ name: "port", input: "port", label: "Port", required: true },
      help: "Celui que l’apprenant publie\u00a0: 8080, ou une valeur tirée comme {{port}}.",
    },
    {
      ...{ name: "method", input: "choice", label: "Méthode" },
      choices: [
        ["", "GET (par défaut)"],
        ...["GET", "HEAD", "POST", "PUT", "DELETE"].map((name) => [name, name] as const),
      ],
    },
    {
      ...{ name: "path", input: "line", label: "Chemin" },
      help: "Vide\u00a0: / (la page d’accueil).",
    },
    { name: "headers", input: "pairs", label: "En-têtes envoyés" },
    { name: "send", input: "long", label: "Corps envoyé" },
    where,
  ],
  file: [
    {
      ...{ name: "path", input: "line", label: "Fichier", required: true },
      help: "Dans le dossier de l’exercice\u00a0: Dockerfile, site/index.html…",
    },
    {
      ...{ name: "as", input: "choice", label: "Lu comme" },
      choices: [
        ["", "Du texte (par défaut)"],
        ["yaml", "Du YAML"],
        ["json", "Du JSON"],
        ["dockerfile", "Un Dockerfile"],
      ],
    },
    { name: "absent", input: "flag", label: "Il ne doit pas être là" },
    where,
  ],
  command: [
    {
      ...{ name: "in", input: "line", label: "Dans le conteneur" },
      help: "Son nom. Vide\u00a0: sur le poste de l’apprenant.",
    },
    {
      ...{ name: "run", input: "texts", label: "Programme et arguments" },
      help: "D’abord le chemin absolu du programme (/usr/bin/grep), puis un argument par champ. Aucun shell ne les lit.",
    },
    {
      ...{ name: "script", input: "flag", label: "Exécuter check.sh à la place" },
      help: "Le script de l’exercice, avec l’identifiant de la vérification en argument.",
    },
    {
      ...{ name: "seconds", input: "number", label: "Durée permise, en secondes" },
      help: "Vide\u00a0: 5.",
    },
    where,
  ],
  answer: [
    { name: "question", input: "line", label: "Question", required: true },
    {
      ...{ name: "hint", input: "line", label: "Aide sous le champ" },
      help: "À quoi ressemble une réponse.",
    },
    { name: "expected", input: "expected", label: "Réponse attendue", required: true },
    {
      ...{ name: "compare", input: "choice", label: "Comparée comme" },
      choices: [
        ["", "Un texte, sans tenir compte des majuscules et des espaces (par défaut)"],
        ["number", "Un nombre"],
        ["id", "Un identifiant\u00a0: ses quatre premiers caractères au moins"],
      ],
    },
  ],
};

export const fieldsOf = (kind: Kind): readonly Field[] => [
  ...firstFields,
  ...ownFields[kind],
  ...lastFields,
];

/** In the order in which the course writes them. */
export const keyOrder = (kind: Kind): readonly string[] => [
  ...["id", "kind", "title", "mode", "needs"],
  ...ownFields[kind].map(({ name }) => name),
  "pasEncore",
];

/** What `where` looks at, by kind: paths that one often needs. */
export const usualPaths: Readonly<Record<Exclude<Kind, "answer">, readonly string[]>> = {
  engine: [
    "State.Running",
    "State.ExitCode",
    "Config.Image",
    "Config.Cmd.*",
    "Config.Env",
    "Mounts",
  ],
  http: ["status", "body", "json", "headers.content-type"],
  file: ["text", "size", "executable", "dockerfile.from", "dockerfile.copy.*"],
  command: ["code", "out", "err"],
};

export const operators = [
  ["equals", "est égal à"],
  ["contains", "contient"],
  ["fields", "contient un élément avec"],
  ["matches", "correspond à l’expression"],
  ["exists", "existe"],
  ["absent", "n’existe pas"],
  ["count", "compte d’éléments"],
  ["min", "vaut au moins"],
  ["max", "vaut au plus"],
] as const;
export type Operator = (typeof operators)[number][0];
