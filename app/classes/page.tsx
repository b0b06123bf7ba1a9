import type { Metadata } from "next";
import { headers } from "next/headers";
import Link from "next/link";
import { ClassLines } from "@/components/classroom/class-lines";
import { CodeField } from "@/components/classroom/code-field";
import { NewClassForm } from "@/components/classroom/new-class-form";
import { PageShell } from "@/components/site/page-shell";
import { currentUser } from "@/lib/auth/current-user";
import { mayDo } from "@/lib/authorization/authorize";
import { listClasses } from "@/lib/classroom/classes";
import { database } from "@/lib/db/client";

export const metadata: Metadata = { title: "Classes", robots: { index: false } };

/** The classes that one gives or learns in, and the ways into more. */
export default async function ClassesPage() {
  const user = await currentUser(await headers());
  const classes = user === null ? [] : await listClasses(await database(), user);
  const creates = mayDo(user, "class.create");
  const given = classes.filter(({ teaches }) => teaches);
  const followed = classes.filter(({ teaches }) => !teaches);
  return (
    <PageShell>
      <div className="page max-w-[56rem]! pt-12 sm:pt-16">
        <h1 className="font-bold text-4xl sm:text-5xl">Classes</h1>
        {creates ? (
          <>
            <section aria-labelledby="nouvelle" className="mt-8 max-w-[40rem]">
              <h2 id="nouvelle" className="mb-3 text-2xl">
                Nouvelle classe
              </h2>
              <NewClassForm />
              <p className="mt-3">
                <Link href="/guide" className="text-sea underline underline-offset-4">
                  Le guide du formateur
                </Link>{" "}
                <span className="text-soft">
                  dit comment faire entrer tout le monde, et préparer la séance.
                </span>
              </p>
            </section>
            <ClassLines
              title="Mes classes"
              classes={given}
              empty="Vous n’avez pas encore de classe. Un nom suffit pour en ouvrir une."
            />
          </>
        ) : null}
        {creates && followed.length === 0 ? null : (
          <ClassLines
            title="Classes que je suis"
            classes={followed}
            empty="Vous n’êtes dans aucune classe. Votre formateur vous donnera un code, ou un lien."
          />
        )}
        <section aria-labelledby="rejoindre" className="mt-12 max-w-[40rem]">
          <h2 id="rejoindre" className="mb-3 text-2xl">
            Rejoindre une classe
          </h2>
          <CodeField />
        </section>
      </div>
    </PageShell>
  );
}
