import { ArrowRight } from "lucide-react";
import Link from "next/link";
import { buttonClass } from "@/components/ui/button";
import type { CourseStanding } from "@/lib/progress/standing";
import { leftIn } from "./words";

/** Where to go on: the lesson under way, the first one, or what is left at the end. */
export function ResumeCard({ standing }: { standing: CourseStanding }) {
  const { resume, begun, chapters, complete } = standing;
  const first = chapters[0]?.lessonList[0];
  if (complete)
    return (
      <Card
        over="Arrivée à bon port"
        title="Vous avez terminé tout le parcours"
        text="Leçons, exercices, questions et projets : il ne reste rien à faire, sinon de vrais conteneurs."
        href="/bac-a-sable"
        action="Ouvrir le bac à sable"
      />
    );
  if (!begun && first)
    return (
      <Card
        over="Point de départ"
        title={first.title}
        text="Sans compte, sans rien installer. Dès que vous ouvrez le terminal ou terminez une leçon, votre progression s’inscrit ici."
        href={first.href}
        action="Commencer"
      />
    );
  if (resume)
    return (
      <Card
        over={`Chapitre ${chapters.find(({ slug }) => slug === resume.chapter)?.number}`}
        title={resume.lesson.title}
        text={
          resume.lesson.state === "begun"
            ? "Vous en étiez à cette leçon."
            : "La leçon suivante de votre parcours."
        }
        href={resume.lesson.href}
        action="Reprendre"
      />
    );
  const left = chapters
    .flatMap(({ lessonList }) => lessonList)
    .find(({ state }) => state !== "complete");
  if (!left) return null;
  return (
    <Card
      over="Presque au bout"
      title={left.title}
      text={`${leftIn(left) ?? "Il reste cette leçon"}.`}
      href={left.href}
      action="Reprendre"
    />
  );
}

function Card({
  over,
  title,
  text,
  href,
  action,
}: {
  over: string;
  title: string;
  text: string;
  href: string;
  action: string;
}) {
  return (
    <section
      aria-labelledby="reprendre"
      className="flex flex-wrap items-center gap-x-8 gap-y-5 rounded-xl bg-sea-wash p-5 sm:p-7"
    >
      <div className="min-w-0 flex-1 basis-72">
        <p className="font-semibold text-sea text-sm">{over}</p>
        <h2 id="reprendre" className="mt-1 text-pretty text-2xl sm:text-3xl">
          {title}
        </h2>
        <p className="mt-2 max-w-[56ch]">{text}</p>
      </div>
      <Link href={href} className={buttonClass("primary", "min-h-13 w-full text-lg sm:w-auto")}>
        {action}
        <ArrowRight className="size-5" aria-hidden />
      </Link>
    </section>
  );
}
