import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { AuthoredBody } from "@/components/authored/body";
import { revisionsOf } from "@/components/authoring/draft/revisions";
import { type BenchLesson, Workbench } from "@/components/authoring/workbench";
import { LessonHead } from "@/components/lesson/lesson-head";
import { TermeHover } from "@/components/lesson/terme-hover";
import { currentUser } from "@/lib/auth/current-user";
import { enterLesson, type LessonAccess } from "@/lib/authoring/access";
import { asFiles, draftFiles } from "@/lib/authoring/drafts";
import { authoredChapter } from "@/lib/authoring/names";
import { readProof } from "@/lib/authoring/proof";
import { type ReadLesson, readLesson } from "@/lib/authoring/read";
import { listVersions } from "@/lib/authoring/versions";
import { loadCourse } from "@/lib/content/cached-course";
import { typography } from "@/lib/content/typography";
import { database } from "@/lib/db/client";
import { isEscaleError } from "@/lib/protocol/errors";

export const metadata: Metadata = { title: "Écrire une leçon", robots: { index: false } };

const day = new Intl.DateTimeFormat("fr", {
  ...{ dateStyle: "long", timeStyle: "short", timeZone: "Europe/Paris" },
});

/** Where a trainer writes one lesson. */
export default async function AuthorLessonPage({ params }: { params: Promise<{ id: string }> }) {
  const access = await open((await params).id);
  if (access === null) notFound();
  const { id } = access.lesson;
  const [files, proof, versions] = await Promise.all([
    draftFiles(access),
    readProof(access),
    listVersions(access),
  ]);
  const read = await readLesson({ id, number: null }, asFiles(files));
  const same = versions.find(
    ({ hash, withdrawn, ownFolders }) => hash === read.hash && !withdrawn && ownFolders,
  );
  const lesson: BenchLesson = {
    ...{ id, hash: read.hash, problems: read.problems, proof },
    revisions: revisionsOf(files),
    title: typography(read.meta?.title ?? access.lesson.title),
    exercises: read.exercises.length,
    published: same?.number ?? null,
    versions: versions.map(({ number, outline, publishedAt, withdrawn }) => ({
      ...{ number, title: outline.title, withdrawn },
      published: `publiée le ${day.format(publishedAt)}`,
    })),
  };
  return (
    <>
      <Workbench key={id} lesson={lesson} preview={<Preview read={read} />} />
      <TermeHover />
    </>
  );
}

/** Null: there is no such lesson for whoever asks. */
async function open(id: string): Promise<LessonAccess | null> {
  const user = await currentUser(await headers());
  if (user === null) return null;
  try {
    return await enterLesson(await database(), user, id);
  } catch (error) {
    if (isEscaleError(error) && error.status < 500) return null;
    throw error;
  }
}

async function Preview({ read }: { read: ReadLesson }) {
  const { target, meta, text, exercises } = read;
  const { terms } = await loadCourse();
  return (
    <article className="@container px-6 py-8">
      {meta === null ? null : (
        <LessonHead
          lesson={{
            ...{ ...meta, id: target, chapter: authoredChapter, slug: target },
            ...{ href: `/${target}`, file: "", exercises },
          }}
          headings={[]}
          runnable={false}
        />
      )}
      <div className="prose mt-8">
        <AuthoredBody
          nodes={text.nodes}
          scene={{
            ...{ lesson: target, exercises, live: false },
            terms: new Map(terms.map((term) => [term.id, term])),
          }}
        />
      </div>
    </article>
  );
}
