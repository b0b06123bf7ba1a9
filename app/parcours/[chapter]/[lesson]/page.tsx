import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { CommandTrouble } from "@/components/lesson/command-trouble";
import { LessonBar } from "@/components/lesson/lesson-bar";
import { LessonProvider } from "@/components/lesson/lesson-context";
import { LessonEnd } from "@/components/lesson/lesson-end";
import { LessonGrid } from "@/components/lesson/lesson-grid";
import { LessonHead } from "@/components/lesson/lesson-head";
import { lessonComponents } from "@/components/lesson/mdx-components";
import { TermeHover } from "@/components/lesson/terme-hover";
import { WorkspacePanel } from "@/components/workspace/workspace-panel";
import { loadCourse } from "@/lib/content/cached-course";
import { compileLesson } from "@/lib/content/compile-lesson";
import { placeOf } from "@/lib/content/navigation";
import { typography } from "@/lib/content/typography";

interface Address {
  params: Promise<{ chapter: string; lesson: string }>;
}

/** Every lesson is made when the site is built; another address is not found. */
export const dynamicParams = false;

export async function generateStaticParams() {
  const course = await loadCourse();
  return course.lessons.map(({ chapter, slug }) => ({ chapter, lesson: slug }));
}

export async function generateMetadata({ params }: Address): Promise<Metadata> {
  const { chapter, lesson } = await params;
  const place = placeOf(await loadCourse(), chapter, lesson);
  if (!place) notFound();
  return {
    title: typography(place.lesson.title),
    description: typography(place.lesson.summary),
  };
}

export default async function LessonPage({ params }: Address) {
  const { chapter, lesson } = await params;
  const course = await loadCourse();
  const place = placeOf(course, chapter, lesson);
  if (!place) notFound();
  const { Content, headings, commands } = await compileLesson(course, place.lesson);
  return (
    <LessonProvider
      id={place.lesson.id}
      commands={commands}
      exercises={place.lesson.exercises.map(({ id }) => id)}
    >
      <LessonGrid
        lesson={
          <>
            <LessonBar place={place} />
            <article className="lesson-body">
              <LessonHead
                lesson={place.lesson}
                headings={headings}
                runnable={commands.length > 0}
              />
              <div className="prose mt-8">
                <Content components={lessonComponents(course, place.lesson)} />
              </div>
              <LessonEnd place={place} />
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
