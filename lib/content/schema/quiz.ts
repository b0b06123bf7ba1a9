/** `<Quiz>`: a question of a lesson, of four kinds. Each item explains itself. */
import { z } from "zod";

const text = z.string().trim().min(1);

const choice = z.strictObject({
  texte: text.describe("what can be chosen"),
  juste: z.boolean().optional().describe("`true` when it is right"),
  explication: text.describe("why it is right, or wrong"),
});
const place = z.strictObject({
  texte: text.describe("what is to be put in its place"),
  explication: text.describe("why there"),
});
const pair = z.strictObject({
  gauche: text.describe("what is given"),
  droite: text.describe("what goes with it"),
  explication: text.describe("why they go together"),
});

const common = {
  id: z.string().regex(/^[a-z0-9-]{1,40}$/, "lower-case letters, digits and -"),
  question: text,
};

const different = (texts: readonly string[]) => new Set(texts).size === texts.length;

export const quizSchema = z
  .discriminatedUnion("type", [
    z.strictObject({ ...common, type: z.literal("une"), options: z.array(choice).min(2).max(6) }),
    z.strictObject({
      ...common,
      type: z.literal("plusieurs"),
      options: z.array(choice).min(3).max(8),
    }),
    z.strictObject({ ...common, type: z.literal("ordre"), options: z.array(place).min(3).max(7) }),
    z.strictObject({ ...common, type: z.literal("paires"), options: z.array(pair).min(3).max(6) }),
  ])
  .superRefine((quiz, context) => {
    const wrong = (message: string) =>
      context.addIssue({ code: "custom", path: ["options"], message });
    if (quiz.type === "une" || quiz.type === "plusieurs") {
      const right = quiz.options.filter(({ juste }) => juste).length;
      if (quiz.type === "une" && right !== 1) wrong("exactly one is `juste`");
      if (quiz.type === "plusieurs" && right < 2) wrong("two or more are `juste`");
    }
    const texts = quiz.options.map((one) => ("gauche" in one ? one.gauche : one.texte));
    if (!different(texts)) wrong("two have the same text");
    if (quiz.type === "paires" && !different(quiz.options.map(({ droite }) => droite)))
      wrong("two have the same `droite`");
  });
export type QuizData = z.infer<typeof quizSchema>;
