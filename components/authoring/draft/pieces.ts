/** Pieces that an author inserts rather than types: each is what the course's own rules accept. */

export interface Piece {
  label: string;
  text: string;
}

const check = (id: string, kind: string, title: string, rest: string): string =>
  `      - id: ${id}
        kind: ${kind}
        title: "${title}"
${rest}        pasEncore: "Pas encore : dites ici ce qui manque et où regarder."
`;

/** For exercise.yaml, within the `checks:` of a step. */
const checks: readonly Piece[] = [
  {
    label: "Vérifier un conteneur",
    text: check(
      "tourne",
      "engine",
      "Le conteneur `web` tourne",
      '        object: container\n        name: web\n        where:\n          - path: State.Running\n            equals: true\n            pasEncore: "`web` existe, mais ne tourne pas."\n',
    ),
  },
  {
    label: "Vérifier une image",
    text: check(
      "image",
      "engine",
      "L’image `mon-site:1.0` existe",
      '        object: image\n        name: "mon-site:1.0"\n',
    ),
  },
  {
    label: "Vérifier un volume",
    text: check(
      "volume",
      "engine",
      "Le volume `donnees` existe",
      "        object: volume\n        name: donnees\n",
    ),
  },
  {
    label: "Vérifier un port publié",
    text: check(
      "repond",
      "http",
      "Le port 8080 répond",
      "        port: 8080\n        where:\n          - path: status\n            equals: 200\n",
    ),
  },
  {
    label: "Vérifier un fichier",
    text: check(
      "fichier",
      "file",
      "`Dockerfile` part de `busybox`",
      '        path: Dockerfile\n        where:\n          - path: text\n            matches: "^FROM busybox"\n',
    ),
  },
  {
    label: "Vérifier par une commande",
    text: check(
      "commande",
      "command",
      "La commande réussit",
      "        run: [/bin/ls, /home/apprenant]\n        where:\n          - path: code\n            equals: 0\n",
    ),
  },
  {
    label: "Poser une question",
    text: check(
      "reponse",
      "answer",
      "Vous avez trouvé l’adresse",
      '        question: "Quelle est l’adresse du conteneur `web` ?"\n        expected: { object: container, name: web, path: "NetworkSettings.Networks.*.IPAddress" }\n',
    ),
  },
];

/** For lesson.mdx. */
const blocks: readonly Piece[] = [
  { label: "Commande à exécuter", text: "\n```bash\ndocker ps\n```\n" },
  { label: "Sortie attendue", text: "\n```console\nCONTAINER ID   IMAGE\n```\n" },
  {
    label: "Fichier à enregistrer",
    text: "\n```dockerfile file=Dockerfile\nFROM busybox\n```\n",
  },
  { label: "Encadré", text: '\n<Encadre type="note" titre="À savoir">\n\nTexte.\n\n</Encadre>\n' },
  {
    label: "Question",
    text: '\n<Quiz\n  id="question-1"\n  type="une"\n  question="Votre question ?"\n  options={[\n    {texte: "Une réponse", juste: true, explication: "Pourquoi elle est juste."},\n    {texte: "Une autre", explication: "Pourquoi elle ne l’est pas."}\n  ]}\n/>\n',
  },
  {
    label: "Prévision",
    text: '\n<Prediction\n  question="Que va-t-il se passer ?"\n  options={[\n    {texte: "Ceci", juste: true, explication: "Parce que."},\n    {texte: "Cela", explication: "Non, parce que."}\n  ]}\n/>\n',
  },
];

/** Empty where nothing is to be inserted. */
export const piecesFor = (path: string): readonly Piece[] =>
  path === "lesson.mdx" ? blocks : path.endsWith("/exercise.yaml") ? checks : [];
