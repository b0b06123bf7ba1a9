import { FolderClock, MousePointerClick, ShieldCheck, SquareTerminal } from "lucide-react";
import Link from "next/link";
import { AgendaHome } from "@/components/classroom/agenda-home";
import { ResumeLink } from "@/components/lesson/resume-link";
import { ChapterList } from "@/components/site/chapter-list";
import { Harbour } from "@/components/site/harbour";
import { LessonGlimpse } from "@/components/site/lesson-glimpse";
import { PageShell } from "@/components/site/page-shell";
import { buttonClass } from "@/components/ui/button";
import { loadCourse } from "@/lib/content/cached-course";
import { typography } from "@/lib/content/typography";

const reasons = [
  {
    Icon: SquareTerminal,
    title: "Un vrai shell, un vrai Docker",
    text: "Pas de simulation. La commande docker parle à un moteur qui crée de vrais conteneurs. Ce que vous apprenez ici vous servira tel quel ailleurs.",
  },
  {
    Icon: MousePointerClick,
    title: "La main à la pâte dès la première minute",
    text: "Chaque idée s’accompagne d’une commande. Un clic la tape sous vos yeux dans le terminal. Vous pouvez aussi la taper vous-même, la changer, vous tromper.",
  },
  {
    Icon: ShieldCheck,
    title: "Rien à casser",
    text: "Votre environnement est isolé des autres et de la machine. Supprimez, saturez, recommencez : il est là pour cela.",
  },
  {
    Icon: FolderClock,
    title: "Vous partez, il vous attend",
    text: "Rechargez la page : même shell, même écran. Après une longue absence, l’environnement s’arrête, mais vos fichiers sont conservés.",
  },
];

export default async function HomePage() {
  const { chapters, lessons } = await loadCourse();
  return (
    <PageShell>
      <section className="relative overflow-hidden bg-(--sky)">
        <div className="page relative z-10 pt-12 sm:pt-16 xl:pt-20">
          <h1 className="max-w-[23ch] font-bold text-[clamp(2.4rem,6vw,4.25rem)] leading-[1.02] tracking-[-0.03em]">
            Apprenez les conteneurs en les faisant tourner.
          </h1>
          <p className="mt-5 max-w-[46ch] text-lg leading-relaxed sm:text-xl">
            Escale est un cours en français&nbsp;: la leçon d’un côté, de l’autre un vrai terminal
            sur un vrai Docker, rien qu’à vous.
          </p>
          <div className="mt-8 flex flex-wrap items-start gap-x-4 gap-y-2">
            <ResumeLink
              lessons={lessons.map(({ id, href, title }) => ({
                id,
                href,
                title: typography(title),
              }))}
            />
            <Link href="/parcours" className={buttonClass("outline", "min-h-13 text-lg")}>
              Voir le parcours
            </Link>
          </div>
        </div>
        <div className="-mt-6 flex justify-center sm:-mt-16 lg:-mt-24">
          <Harbour className="block aspect-[1200/420] w-full min-w-[43rem] max-w-[77rem] shrink-0 overflow-visible" />
        </div>
      </section>

      <AgendaHome />

      <section className="page mt-16 sm:mt-24" aria-labelledby="apercu">
        <h2 id="apercu" className="max-w-[24ch] text-3xl sm:text-4xl">
          Lisez, cliquez, regardez ce qui se passe
        </h2>
        <div className="mt-8">
          <LessonGlimpse />
        </div>
      </section>

      <section className="page mt-20 sm:mt-28" aria-labelledby="chapitres">
        <h2 id="chapitres" className="text-3xl sm:text-4xl">
          Le parcours
        </h2>
        <p className="mt-3 max-w-[60ch] text-lg text-soft">
          {chapters.length} chapitres, {lessons.length} leçons. Aucune connaissance des conteneurs
          n’est demandée&nbsp;: savoir ouvrir un terminal suffit, et encore, on vous l’ouvre.
        </p>
        <div className="mt-8">
          <ChapterList chapters={chapters} />
        </div>
      </section>

      <section className="page mt-20 sm:mt-28" aria-labelledby="pourquoi">
        <h2 id="pourquoi" className="text-3xl sm:text-4xl">
          Pourquoi un vrai terminal&#8239;?
        </h2>
        <ul className="mt-8 grid gap-x-12 gap-y-9 md:grid-cols-2">
          {reasons.map(({ Icon, title, text }) => (
            <li key={title} className="flex gap-4">
              <span className="grid size-11 shrink-0 place-items-center rounded-lg bg-sea-wash text-sea">
                <Icon className="size-6" aria-hidden />
              </span>
              <div>
                <h3 className="text-xl">{title}</h3>
                <p className="mt-1.5 max-w-[52ch] text-soft">{typography(text)}</p>
              </div>
            </li>
          ))}
        </ul>
      </section>
    </PageShell>
  );
}
