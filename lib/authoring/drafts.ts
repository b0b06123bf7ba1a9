/**
 * Drafts: one row for each file, written over only by who has seen what is there. Two tabs or two
 * people may write at the same time; whoever comes second is told, and nothing is lost.
 */
import { audit } from "@/lib/audit/audit";
import { authorize } from "@/lib/authorization/authorize";
import { readFrontMatter } from "@/lib/content/front-matter";
import { ContentError } from "@/lib/content/problem";
import type { Database } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import {
  type AuthoredFile,
  authoringLimits,
  type FileAction,
  lessonFile,
} from "@/lib/protocol/authoring";
import { EscaleError } from "@/lib/protocol/errors";
import type { Author, LessonAccess } from "./access";
import { checkAmount, cleanPath, cleanText, type LessonFiles } from "./files";
import { newLessonId } from "./names";
import { exerciseTemplate, lessonTemplate } from "./template";

/** From the template; its identifier. Throws EscaleError forbidden, bad_request. */
export async function createLesson(db: Database, author: Author, title: string): Promise<string> {
  authorize(author, "content.create");
  return addLesson(db, author, title, lessonTemplate(title));
}

/** With files that were looked at (files.ts). */
export async function addLesson(
  db: Database,
  author: Author,
  title: string,
  files: LessonFiles,
): Promise<string> {
  authorize(author, "content.create");
  const most = authoringLimits.lessons;
  if ((await db.authoredLesson.count({ where: { ownerId: author.id } })) >= most)
    throw new EscaleError(
      "bad_request",
      `Vous avez déjà ${most} leçons\u00a0: supprimez-en d’abord.`,
    );
  const id = newLessonId();
  const rows = Object.entries(files).map(([path, text]) => ({ path, text }));
  await db.authoredLesson.create({
    data: { id, ownerId: author.id, title, files: { create: rows } },
  });
  return id;
}

/** Brought in as a zip; its identifier. */
export const importLesson = (db: Database, author: Author, files: LessonFiles): Promise<string> =>
  addLesson(db, author, titleIn(files[lessonFile]) ?? "Leçon importée", files);

export interface ListedLesson {
  id: string;
  title: string;
  updatedAt: Date;
  /** the last that is offered; null: none is */
  published: number | null;
}

/** One's own, the last changed first. Throws EscaleError not_found. */
export async function listLessons(db: Database, author: Author): Promise<ListedLesson[]> {
  authorize(author, "content.manage", ["self"]);
  const lessons = await db.authoredLesson.findMany({
    where: { ownerId: author.id },
    orderBy: { updatedAt: "desc" },
    select: { id: true, title: true, updatedAt: true },
  });
  const versions = await db.authoredVersion.findMany({
    where: { lesson: { in: lessons.map(({ id }) => id) }, withdrawnAt: null },
    select: { lesson: true, number: true },
    orderBy: { number: "asc" },
  });
  const last = new Map(versions.map(({ lesson, number }) => [lesson, number]));
  return lessons.map((one) => ({ ...one, published: last.get(one.id) ?? null }));
}

export async function draftFiles({ db, lesson }: LessonAccess): Promise<AuthoredFile[]> {
  return db.authoredFile.findMany({
    where: { lessonId: lesson.id },
    select: { path: true, text: true, revision: true },
    orderBy: { path: "asc" },
  });
}

export const asFiles = (rows: readonly { path: string; text: string }[]): LessonFiles =>
  Object.fromEntries(rows.map(({ path, text }) => [path, text]));

type Transaction = Prisma.TransactionClient;

/**
 * Changes files of a draft; the revision that is there now. Throws EscaleError file_changed when
 * somebody else came first, payload_too_large, bad_request.
 */
export async function changeFiles(
  access: LessonAccess,
  action: FileAction,
): Promise<{ revision: number | null }> {
  const { db, lesson } = access;
  return db.$transaction(async (tx) => {
    // one at a time in a lesson: what it may hold is counted with what is there
    await tx.$queryRaw`SELECT 1 FROM "authored_lesson" WHERE "id" = ${lesson.id} FOR UPDATE`;
    const revision = await change(tx, lesson.id, action);
    const rows = await tx.authoredFile.findMany({ where: { lessonId: lesson.id } });
    checkAmount(asFiles(rows));
    const title = titleIn(rows.find(({ path }) => path === lessonFile)?.text);
    await tx.authoredLesson.update({
      where: { id: lesson.id },
      data: { updatedAt: new Date(), ...(title !== null && { title }) },
    });
    return { revision };
  });
}

async function change(
  tx: Transaction,
  lessonId: string,
  action: FileAction,
): Promise<number | null> {
  switch (action.action) {
    case "save":
      return save(tx, lessonId, action);
    case "remove": {
      const { path, seen } = action;
      if (seen === null) return null;
      const { count } = await tx.authoredFile.deleteMany({
        where: { lessonId, path: cleanPath(path), revision: seen },
      });
      if (count === 0 && (await tx.authoredFile.count({ where: { lessonId, path } })) > 0)
        throw changedMeanwhile(path);
      return null;
    }
    case "addExercise": {
      const { slug } = action;
      const folder = `exercises/${slug}/`;
      if ((await tx.authoredFile.count({ where: { lessonId, path: { startsWith: folder } } })) > 0)
        throw new EscaleError(
          "already_exists",
          `Cette leçon a déjà un exercice «\u00a0${slug}\u00a0».`,
        );
      const files = Object.entries(exerciseTemplate(slug, "Nouvel exercice"));
      await tx.authoredFile.createMany({
        data: files.map(([path, text]) => ({ lessonId, path, text })),
      });
      return null;
    }
    case "removeExercise":
      await tx.authoredFile.deleteMany({
        where: { lessonId, path: { startsWith: `exercises/${action.slug}/` } },
      });
      return null;
  }
}

async function save(
  tx: Transaction,
  lessonId: string,
  { path, text: sent, seen }: Extract<FileAction, { action: "save" }>,
): Promise<number> {
  const text = cleanText(path, sent);
  const place = { lessonId, path: cleanPath(path) };
  if (seen === null) {
    const { count } = await tx.authoredFile.createMany({
      data: [{ ...place, text }],
      skipDuplicates: true,
    });
    if (count === 0) throw changedMeanwhile(path);
    return 1;
  }
  const { count } = await tx.authoredFile.updateMany({
    where: { ...place, revision: seen },
    data: { text, revision: seen + 1 },
  });
  if (count === 0) throw changedMeanwhile(path);
  return seen + 1;
}

const changedMeanwhile = (path: string) =>
  new EscaleError(
    "file_changed",
    `${path} a été modifié ailleurs depuis que vous l’avez ouvert\u00a0: rien n’a été écrasé.`,
  );

/** null: it is not understood now, and stays called as it was. */
function titleIn(text: string | undefined): string | null {
  try {
    return text === undefined ? null : readFrontMatter(text, lessonFile).title.slice(0, 200);
  } catch (error) {
    if (error instanceof ContentError || error instanceof ReferenceError) return null;
    throw error;
  }
}

/** The draft goes; versions stay for as long as an assignment names them. */
export async function deleteLesson({ db, author, lesson, others }: LessonAccess): Promise<void> {
  await db.$transaction(async (tx) => {
    await tx.authoredLesson.delete({ where: { id: lesson.id } });
    if (others) await audit(tx, { actor: author, action: "content.delete", subject: lesson.title });
  });
}
