/** A tiny course on disk for the tests of this folder. */
import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { ContentPlaces } from "./places";

export const fixtureFrontMatter = `---
title: Premier pas
question: Par où commencer ?
summary: Un début.
outcome: vous avez commencé
minutes: 5
version: "1.0"
images: [nginx]
sources: []
---
`;

/** What every lesson has to hold. */
export const fixtureQuestion =
  '<Prediction question="?" options={[{texte: "a", juste: true, explication: "x"}, {texte: "b", explication: "y"}]} />';

export const fixtureExercise = `title: Un essai
intro: Pour essayer.
version: "1.0"
minutes: 2
images: [nginx]
values:
  nom: { kind: pick, of: [web, site] }
reset:
  containers: ["{{nom}}"]
steps:
  - id: lancer
    title: Lancez
    task: Lancez-le.
    checks:
      - kind: engine
        id: marche
        needs: []
        object: container
        name: "{{nom}}"
        title: Il tourne
        where:
          - path: State.Running
            equals: true
        pasEncore: "Pas encore : {{trouve}}."
    hints:
      - Cherchez.
`;

const files: Record<string, string> = {
  "content/parcours/01-debut/chapter.yaml":
    "title: Début\nsummary: Le début.\noutcome: Vous saurez.\norder: 1\n",
  "content/parcours/01-debut/01-pas/lesson.mdx": `${fixtureFrontMatter}\nBonjour.\n\n${fixtureQuestion}\n`,
  "content/glossaire.yaml":
    "- id: image\n  fr: image\n  en: image\n  definition: Un modèle.\n  lesson: debut/pas\n",
  "content/figures/bateau.svg": '<svg viewBox="0 0 1 1"><path id="a"/><use href="#a"/></svg>',
  "images/catalogue/catalogue.yaml": 'images:\n  - { name: nginx, version: "1.26" }\n',
};

/** Writes the course, with `changes` over it, below a new temporary folder. */
export async function fixtureCourse(changes: Record<string, string> = {}): Promise<ContentPlaces> {
  const root = await mkdtemp(join(tmpdir(), "escale-content-"));
  for (const [path, text] of Object.entries({ ...files, ...changes })) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  return { root, content: join(root, "content"), catalogue: join(root, "images/catalogue") };
}
