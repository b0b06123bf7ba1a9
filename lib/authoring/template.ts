/** What a new lesson holds: a page that shows each thing once, and an exercise that can be proved. */
import { slugify } from "@/lib/content/slug";
import { lessonFile } from "@/lib/protocol/authoring";
import type { LessonFiles } from "./files";

export function lessonTemplate(title: string): LessonFiles {
  const slug = slugify(title).slice(0, 40).replace(/-+$/, "") || "exercice";
  return {
    [lessonFile]: lessonText(title, slug),
    ...exerciseTemplate(slug, "Un premier conteneur"),
  };
}

/** Quoted for YAML: JSON's strings are YAML's. */
const quoted = (text: string) => JSON.stringify(text);

const lessonText = (title: string, slug: string) => `---
title: ${quoted(title)}
question: "La question que se pose vraiment un débutant ?"
summary: "En une phrase, ce que fait cette leçon."
outcome: "Vous savez lancer un conteneur et retrouver ce qu’il a affiché."
minutes: 10
version: "1.0"
images: [busybox]
sources: []
---

Commencez par une question ou une situation, puis laissez vite les mains travailler.

\`\`\`bash
docker run --rm busybox echo bonjour
\`\`\`

\`\`\`console
bonjour
\`\`\`

<Encadre type="astuce">

Un bloc \`bash\` s’exécute dans le terminal de l’apprenant ; un bloc \`console\` montre ce qu’il doit voir.

</Encadre>

## À vous de jouer

<Prediction
  question="Que reste-t-il d’un conteneur lancé avec --rm ?"
  options={[
    {texte: "Rien : il est supprimé dès qu’il s’arrête.", juste: true, explication: "C’est ce que demande --rm."},
    {texte: "Un conteneur arrêté.", explication: "Ce serait le cas sans --rm."}
  ]}
/>

<Exercice id="${slug}" />
`;

/** The files of one more exercise. */
export const exerciseTemplate = (slug: string, title: string): LessonFiles => ({
  [`exercises/${slug}/exercise.yaml`]: `title: ${quoted(title)}
intro: |
  Dites ici pourquoi on le fait.
version: "1.0"
minutes: 5
images: [busybox]
values:
  mot: { kind: token, length: 6 }
reset:
  containers: ["phare-{{mot}}"]
steps:
  - id: lancer
    title: "Lancez un conteneur"
    task: |
      Lancez un conteneur nommé \`phare-{{mot}}\` à partir de l’image \`busybox\`, qui affiche \`{{mot}}\` avec \`echo\`.
    checks:
      - id: lance
        kind: engine
        title: "Le conteneur \`phare-{{mot}}\` a affiché \`{{mot}}\`"
        object: container
        name: "phare-{{mot}}"
        where:
          - path: Config.Cmd.1
            equals: "{{mot}}"
            pasEncore: "\`phare-{{mot}}\` existe, mais affiche \`{{trouve}}\` au lieu de \`{{mot}}\`."
        pasEncore: "Aucun conteneur ne s’appelle \`phare-{{mot}}\`."
    hints:
      - "Le nom se donne par une option, avant l’image ; la commande vient après l’image."
`,
  [`exercises/${slug}/solution.sh`]: `# étape : lancer
docker run --name phare-{{mot}} busybox echo {{mot}}
`,
});
