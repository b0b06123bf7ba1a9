import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { AuthorList } from "@/components/authoring/author-list";
import { ImportLesson } from "@/components/authoring/import-lesson";
import { NewLessonForm } from "@/components/authoring/new-lesson-form";
import { PageShell } from "@/components/site/page-shell";
import { currentUser } from "@/lib/auth/current-user";
import { listLessons } from "@/lib/authoring/drafts";
import { mayDo } from "@/lib/authorization/authorize";
import { database } from "@/lib/db/client";

export const metadata: Metadata = { title: "Mes leçons", robots: { index: false } };

/** The lessons that a trainer writes, and the ways to begin one. */
export default async function AuthorPage() {
  const user = await currentUser(await headers());
  if (user === null) notFound();
  const creates = mayDo(user, "content.create");
  const lessons = await listLessons(await database(), user);
  if (!creates && lessons.length === 0) notFound();
  return (
    <PageShell>
      <div className="page max-w-[56rem]! pt-12 sm:pt-16">
        <h1 className="font-bold text-4xl sm:text-5xl">Mes leçons</h1>
        <p className="mt-3 max-w-[62ch] text-soft">
          Écrivez une leçon avec ses exercices, prouvez qu’elle fonctionne, publiez-la, puis
          donnez-la à vos classes dans un devoir.
        </p>
        {creates ? (
          <section aria-labelledby="nouvelle" className="mt-8 max-w-[40rem]">
            <h2 id="nouvelle" className="mb-3 text-2xl">
              Nouvelle leçon
            </h2>
            <NewLessonForm />
            <ImportLesson />
          </section>
        ) : null}
        <AuthorList lessons={lessons} />
      </div>
    </PageShell>
  );
}
