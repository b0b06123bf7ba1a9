import { expect, test } from "vitest";
import { composeFindings } from "./problems";

const said = (text: string) =>
  composeFindings(text).map(({ start, message }) => `${start.line + 1}: ${message}`);
const service = (lines: string, rest = "") =>
  `services:\n  web:\n    image: nginx\n${lines}${rest}`;

test("a sound project has no findings", () => {
  const text = `name: boutique
x-common: &common
  restart: always
services:
  web:
    <<: *common
    build: { context: . }
    ports: ["8080:80", "127.0.0.1:53:53/udp", 9000, "\${PORT}:80", "3000-3005:3000-3005", "[::1]:80:80"]
    depends_on: { db: { condition: service_healthy } }
    volumes: [data:/data, ./src:/src, /cache, "~/a:/a"]
    networks: [default, back]
    secrets: [key, { source: key, target: k }]
    scale: \${N}
    stop_grace_period: 1m30s
  db:
    image: postgres
    healthcheck: { test: [CMD, x], interval: 1.5s, retries: 3 }
volumes: { data: }
networks: { back: }
secrets: { key: { file: ./key } }
`;
  expect(said(text)).toEqual([]);
  expect(said("")).toEqual([]);
});

test.each([
  [
    "an unknown key",
    service("    port: []\n"),
    "4: Clé inconnue « port » : vouliez-vous dire « ports » ?",
  ],
  ["one like no other", service("    zzzzzzzz: 1\n"), "4: Clé inconnue « zzzzzzzz »."],
  [
    "a key that every object has",
    service("    constructor: 1\n"),
    "4: Clé inconnue « constructor ».",
  ],
  [
    "at the top",
    `service: {}\n${service("")}`,
    "1: Clé inconnue « service » : vouliez-vous dire « services » ?",
  ],
  [
    "a wrong type",
    service("    ports: 80\n"),
    "4: « ports » attend une liste (une ligne « - … » par élément).",
  ],
  [
    "one of two types",
    service("    command: {}\n"),
    "4: « command » attend un texte ou une liste (une ligne « - … » par élément).",
  ],
  ["a yes or no", service("    tty: oui\n"), "4: « tty » attend « true » ou « false »."],
  [
    "neither image nor build",
    "services:\n  web:\n    tty: true\n",
    "2: Le service « web » n’a ni « image » ni « build ».",
  ],
  [
    "an empty service",
    "services:\n  web:\n",
    "2: Le service « web » n’a pas de description : ajoutez « image » ou « build ».",
  ],
  [
    "depends_on",
    service("    depends_on: [bd]\n"),
    "4: « depends_on » nomme un service qui n’existe pas ici : « bd ».",
  ],
  [
    "a network",
    service("    networks: [n]\n"),
    "4: Le réseau « n » n’est pas déclaré : ajoutez-le sous « networks », au premier niveau.",
  ],
  [
    "a volume",
    service("    volumes: [v:/v]\n"),
    "4: Le volume « v » n’est pas déclaré : ajoutez-le sous « volumes », au premier niveau.",
  ],
  [
    "a secret",
    service("    secrets: [s]\n"),
    "4: Le secret « s » n’est pas déclaré : ajoutez-le sous « secrets », au premier niveau.",
  ],
  ["a tab", "services:\n\tweb:\n", "2: Une tabulation décale cette ligne : YAML veut des espaces."],
  [
    "a key twice",
    service("    image: b\n"),
    "4: Cette clé est déjà donnée plus haut, au même niveau.",
  ],
  [
    "a port",
    service('    ports: ["80:abc"]\n'),
    '4: Ce port n’est pas compris : écrivez par exemple « "8080:80" ».',
  ],
  [
    "a port too high",
    service('    ports: ["80:70000"]\n'),
    '4: Ce port n’est pas compris : écrivez par exemple « "8080:80" ».',
  ],
  [
    "a duration",
    service("    healthcheck: { interval: 30 sec }\n"),
    "4: Cette durée n’est pas comprise : écrivez par exemple « 30s » ou « 1m30s ».",
  ],
  [
    "the old version",
    `version: "3"\n${service("")}`,
    "1: Compose ignore « version » aujourd’hui : retirez cette ligne.",
  ],
  ["no services", "name: a\n", "1: Il manque la clé « services », qui décrit les conteneurs."],
  ["no map at all", "- a\n", "1: Un fichier Compose commence par des clés, comme « services: »."],
  [
    "an open quote",
    'services: "a\n',
    "Il manque un signe ici : guillemet fermant, crochet, virgule ou deux-points.",
  ],
])("%s is said in French, where it is", (_what, text, sentence) => {
  expect(
    said(text).some((each) => each.endsWith(sentence)),
    said(text).join("\n"),
  ).toBe(true);
});

test("aliases that multiply are not followed", () => {
  const bomb = [
    "a: &a [x, x]",
    ..."bcdefghij".split("").map((c, i) => `${c}: &${c} [*${"abcdefghi"[i]}, *${"abcdefghi"[i]}]`),
  ];
  expect(composeFindings(bomb.join("\n")).length).toBeLessThan(20);
});
