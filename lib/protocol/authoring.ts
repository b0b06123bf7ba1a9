/** Lessons that trainers write, as their pages and routes speak of them. */
import { z } from "zod";

/** Of a lesson: drawn by us, and the start of its address. */
export const authoredIdSchema = z.string().regex(/^[a-z0-9]{10}$/);

/** What one author and one lesson may hold. */
export const authoringLimits = {
  lessons: 100,
  versions: 50,
  files: 60,
  exercises: 12,
  /** of one file, in UTF-8 */
  fileBytes: 32 * 1024,
  /** of all files of a lesson */
  lessonBytes: 256 * 1024,
  /** of a zip that is sent */
  zipBytes: 512 * 1024,
} as const;

const slug = "[a-z0-9][a-z0-9-]{0,59}";
const name = "[A-Za-z0-9_.][A-Za-z0-9_.-]{0,59}";
const pathPattern = new RegExp(
  `^(?:lesson\\.mdx|exercises/${slug}/(?:exercise\\.yaml|solution\\.sh|check\\.sh|starter/(?:${name}/){0,5}${name}))$`,
);

/** Where a file may stand in a lesson's folder; none is `.` or `..`. */
export const authoredPathSchema = z
  .string()
  .max(200)
  .regex(pathPattern)
  .refine((path) => !path.split("/").some((part) => part === "." || part === ".."));

export const lessonFile = "lesson.mdx";

const oneLine = z
  .string()
  .max(400)
  .transform((text) =>
    text
      .normalize("NFC")
      .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ")
      .trim(),
  )
  .pipe(z.string().min(1).max(100));
export const newAuthoredSchema = z.strictObject({ title: oneLine });

/** More than the revision that was seen: null where there was no such file. */
const seen = z.number().int().min(1).nullable();

export const fileActionSchema = z.discriminatedUnion("action", [
  z.strictObject({
    action: z.literal("save"),
    path: authoredPathSchema,
    text: z.string(),
    seen,
  }),
  z.strictObject({ action: z.literal("remove"), path: authoredPathSchema, seen }),
  /** a new exercise, from the template */
  z.strictObject({
    action: z.literal("addExercise"),
    slug: z.string().regex(new RegExp(`^${slug}$`)),
  }),
  z.strictObject({
    action: z.literal("removeExercise"),
    slug: z.string().regex(new RegExp(`^${slug}$`)),
  }),
]);
export type FileAction = z.infer<typeof fileActionSchema>;

export const authoredFileSchema = z.object({
  path: z.string(),
  text: z.string(),
  revision: z.number().int(),
});
export type AuthoredFile = z.infer<typeof authoredFileSchema>;

/** What a change of files answers: the revision that is there now; null: none any more. */
export const fileAnswerSchema = z.object({ revision: z.number().int().nullable() });

export const lessonActionSchema = z.discriminatedUnion("action", [
  /** the files that were proved, by their hash */
  z.strictObject({ action: z.literal("publish"), hash: z.string().regex(/^[0-9a-f]{64}$/) }),
  z.strictObject({ action: z.literal("withdraw"), number: z.number().int().min(1) }),
  z.strictObject({ action: z.literal("offer"), number: z.number().int().min(1) }),
  z.strictObject({ action: z.literal("delete") }),
]);
export type LessonAction = z.infer<typeof lessonActionSchema>;

/** What is wrong in a file; French. */
export const authoredProblemSchema = z.object({
  path: z.string(),
  line: z.number().int(),
  message: z.string(),
});
export type AuthoredProblem = z.infer<typeof authoredProblemSchema>;

/** One check of a proof: `waiting` until its turn comes. */
export const provenCheckSchema = z.object({
  id: z.string(),
  title: z.string(),
  /** before anything was done: it has to fail */
  before: z.enum(["waiting", "failed", "passed"]),
  /** once the step's solution has run: it has to pass */
  after: z.enum(["waiting", "failed", "passed"]),
});
export type ProvenCheck = z.infer<typeof provenCheckSchema>;

export const proofReportSchema = z.object({
  exercises: z.array(
    z.object({
      slug: z.string(),
      title: z.string(),
      status: z.enum(["waiting", "running", "passed", "failed"]),
      /** French: what went wrong; null: nothing */
      message: z.string().nullable(),
      steps: z.array(
        z.object({
          id: z.string(),
          title: z.string(),
          /** what its solution and its checks took, s */
          seconds: z.number().nullable(),
          checks: z.array(provenCheckSchema),
        }),
      ),
    }),
  ),
  /** French: why it was not carried through; null: it was, or goes on */
  trouble: z.string().nullable(),
});
export type ProofReport = z.infer<typeof proofReportSchema>;

export const proofSchema = z.object({
  status: z.enum(["running", "passed", "failed", "stopped"]),
  /** of the files that it is about */
  hash: z.string(),
  startedAt: z.iso.datetime(),
  report: proofReportSchema,
});
export type Proof = z.infer<typeof proofSchema>;
export const proofAnswerSchema = z.object({ proof: proofSchema.nullable() });
