/** What is published of a lesson: versions that never change, each proved as it stands. */
import { z } from "zod";
import { audit } from "@/lib/audit/audit";
import type { Database } from "@/lib/db/client";
import { authoringLimits } from "@/lib/protocol/authoring";
import { EscaleError } from "@/lib/protocol/errors";
import type { LessonAccess } from "./access";
import { asFiles, draftFiles } from "./drafts";
import { hashOf, type LessonFiles } from "./files";
import { authoredChapter, lessonTarget } from "./names";
import { type Outline, outlineOf, readOutline } from "./outline";
import { readLesson, refuseProblems } from "./read";

const refuse = (message: string) => new EscaleError("bad_request", message);

/**
 * Publishes the draft, if it is the one that `hash` names, nothing is wrong with it, and each of its
 * exercises was proved as it stands; the number of the version. The same as the last one is that one.
 */
export async function publish(access: LessonAccess, hash: string): Promise<number> {
  const { db, author, lesson, others } = access;
  const files = asFiles(await draftFiles(access));
  if (hashOf(files) !== hash)
    throw refuse(
      "La leçon a changé entre-temps\u00a0: rechargez la page, prouvez-la de nouveau, puis publiez.",
    );
  const read = await readLesson({ id: lesson.id, number: null }, files);
  refuseProblems(read);
  if (read.exercises.length > 0) {
    const proof = await db.authoredProof.findUnique({ where: { lessonId: lesson.id } });
    if (proof?.status !== "passed" || proof.hash !== hash)
      throw refuse(
        "Cette leçon n’est pas prouvée telle qu’elle est\u00a0: lancez «\u00a0Prouver\u00a0», puis publiez.",
      );
  }
  const outline = outlineOf(read);
  return db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM "authored_lesson" WHERE "id" = ${lesson.id} FOR UPDATE`;
    const last = await tx.authoredVersion.findFirst({
      where: { lesson: lesson.id },
      orderBy: { number: "desc" },
      select: { number: true, hash: true, ownFolders: true },
    });
    if (last?.hash === hash && last.ownFolders) {
      await tx.authoredVersion.update({
        where: { lesson_number: { lesson: lesson.id, number: last.number } },
        data: { withdrawnAt: null },
      });
      return last.number;
    }
    const most = authoringLimits.versions;
    const number = (last?.number ?? 0) + 1;
    if ((await tx.authoredVersion.count({ where: { lesson: lesson.id } })) >= most)
      throw refuse(`Une leçon a ${most} versions publiées au plus.`);
    await tx.authoredVersion.create({
      data: {
        lesson: lesson.id,
        number,
        title: outline.title,
        files,
        hash,
        outline,
        ownFolders: true,
      },
    });
    if (others)
      await audit(tx, {
        ...{ actor: author, action: "content.publish", subject: outline.title },
        detail: `version ${number}`,
      });
    return number;
  });
}

/** Offered to no new assignment any more, or again. Where it was given it stays. */
export async function offer(
  { db, author, lesson, others }: LessonAccess,
  number: number,
  offered: boolean,
): Promise<void> {
  await db.$transaction(async (tx) => {
    const { count } = await tx.authoredVersion.updateMany({
      where: { lesson: lesson.id, number },
      data: { withdrawnAt: offered ? null : new Date() },
    });
    if (count === 0) throw new EscaleError("not_found", "Cette version n’existe pas.");
    if (others)
      await audit(tx, {
        ...{ actor: author, action: offered ? "content.publish" : "content.withdraw" },
        ...{ subject: lesson.title, detail: `version ${number}` },
      });
  });
}

export interface ListedVersion {
  number: number;
  publishedAt: Date;
  withdrawn: boolean;
  hash: string;
  outline: Outline;
  /** false: it is older than folders.ts */
  ownFolders: boolean;
}

/** The newest first. */
export async function listVersions({ db, lesson }: LessonAccess): Promise<ListedVersion[]> {
  const rows = await db.authoredVersion.findMany({
    where: { lesson: lesson.id },
    orderBy: { number: "desc" },
    omit: { lesson: true, title: true, files: true },
  });
  return rows.flatMap(({ withdrawnAt, outline, ...row }) => {
    const known = readOutline(outline);
    return known === null ? [] : [{ ...row, withdrawn: withdrawnAt !== null, outline: known }];
  });
}

/** Removes versions whose lesson is gone and that no assignment names; how many. */
export async function sweepVersions(db: Database): Promise<number> {
  return db.$executeRaw`
    DELETE FROM "authored_version" AS v
    WHERE NOT EXISTS (SELECT 1 FROM "authored_lesson" AS l WHERE l."id" = v."lesson")
      AND NOT EXISTS (
        SELECT 1 FROM "assignment_item" AS i
        WHERE i."target" = ${`${authoredChapter}/`} || v."lesson" || '-' || v."number"
           OR i."target" LIKE ${`${authoredChapter}/`} || v."lesson" || '-' || v."number" || '/%')`;
}

/** Which assignments name this version: its lesson, or an exercise of it. */
export function namesVersion(lesson: string, number: number) {
  const target = lessonTarget({ id: lesson, number });
  return { OR: [{ target }, { target: { startsWith: `${target}/` } }] };
}

const keptSchema = z.object({
  files: z.record(z.string(), z.string()),
  ownFolders: z.boolean(),
});

/** null: there is no such version. */
export async function versionFiles(
  db: Database,
  lesson: string,
  number: number,
): Promise<{ files: LessonFiles; ownFolders: boolean } | null> {
  const row = await db.authoredVersion.findUnique({
    where: { lesson_number: { lesson, number } },
    select: { files: true, ownFolders: true },
  });
  return row === null ? null : keptSchema.parse(row);
}
