import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { cache } from "react";
import { AuthoredBar } from "@/components/authored/authored-bar";
import { AuthoredEnd } from "@/components/authored/authored-end";
import { AuthoredBody } from "@/components/authored/body";
import { ProblemList } from "@/components/authored/problem-list";
import { CommandTrouble } from "@/components/lesson/command-trouble";
import { LessonProvider } from "@/components/lesson/lesson-context";
import { LessonGrid } from "@/components/lesson/lesson-grid";
import { LessonHead } from "@/components/lesson/lesson-head";
import { TermeHover } from "@/components/lesson/terme-hover";
import { WorkspacePanel } from "@/components/workspace/workspace-panel";
import { currentUser } from "@/lib/auth/current-user";
import { authoredChapter, authoredName } from "@/lib/authoring/names";
import { openAuthored } from "@/lib/authoring/open";
import { loadCourse } from "@/lib/content/cached-course";
import type { Lesson } from "@/lib/content/course";
import { typography } from "@/lib/content/typography";
import { database } from "@/lib/db/client";
import { isEscaleError } from "@/lib/protocol/errors";

interface Address {
  params: Promise<{ lesson: string }>;
}

/** Null: there is no such lesson for whoever asks. */
const open = cache(async (address: string) => {
  const name = authoredName(`${authoredChapter}/${address}`);
  const user = await currentUser(await headers());
  if (name === null || name.rest !== null || user === null) return null;
  try {
    return { name, read: await openAuthored(await database(), user, name) };
  } catch (error) {
    if (isEscaleError(error) && error.status < 500) return null;
    throw error;
  }
});

export async function generateMetadata({ params }: Address): Promise<Metadata> {
  const opened = await open((await params).lesson);
  const title = opened?.read.meta?.title;
  return { title: title ? typography(title) : "Leçon", robots: { index: false } };
}

/** A trainer's lesson beside the learner's workspace; its draft, for its author. */
export default async function AuthoredLessonPage({ params }: Address) {
  const opened = await open((await params).lesson);
  if (opened === null) notFound();
  const { name, read } = opened;
  const { target, meta, text, exercises, problems } = read;
  const draft = name.number === null;
  const { terms } = await loadCourse();
  const lesson: Lesson | null = meta && {
    ...meta,
    ...{
      id: target,
      chapter: authoredChapter,
      slug: target,
      href: `/${target}`,
      file: "",
      exercises,
    },
  };
  return (
    <LessonProvider id={target} commands={text.commands} exercises={exercises.map(({ id }) => id)}>
      <LessonGrid
        lesson={
          <>
            <AuthoredBar
              back={
                draft
                  ? { href: `/auteur/${name.id}`, label: "Modifier" }
                  : { href: "/classes", label: "Classes" }
              }
              note={draft ? "Brouillon, visible de vous seul" : "Leçon de votre formateur"}
            />
            <article className="lesson-body">
              {draft ? <ProblemList problems={problems} /> : null}
              {lesson === null ? null : (
                <LessonHead
                  lesson={lesson}
                  headings={text.headings}
                  runnable={text.commands.length > 0}
                />
              )}
              <div className="prose mt-8">
                <AuthoredBody
                  nodes={text.nodes}
                  scene={{
                    ...{ lesson: target, exercises, live: true },
                    terms: new Map(terms.map((term) => [term.id, term])),
                  }}
                />
              </div>
              {meta === null ? null : <AuthoredEnd meta={meta} />}
            </article>
          </>
        }
        workspace={<WorkspacePanel />}
      />
      <TermeHover />
      <CommandTrouble />
    </LessonProvider>
  );
}
