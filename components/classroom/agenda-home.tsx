"use client";

import { ArrowRight, GraduationCap } from "lucide-react";
import Link from "next/link";
import { useAgenda } from "./agenda-store";

/** On the home page: what a class expects that is not done, the most urgent first. */
export function AgendaHome() {
  const open = (useAgenda()?.assignments ?? []).filter(({ items }) =>
    items.some(({ done }) => !done),
  );
  if (open.length === 0) return null;
  return (
    <section aria-labelledby="a-faire" className="page mt-12">
      <h2 id="a-faire" className="text-3xl sm:text-4xl">
        À faire pour votre classe
      </h2>
      <ul className="mt-5 grid gap-3 md:grid-cols-2">
        {open.slice(0, 4).map(({ id, classId, className, title, due, overdue, items }) => (
          <li key={id}>
            <Link
              href={`/classes/${classId}`}
              className="group flex h-full items-center gap-4 rounded-xl border border-line bg-surface p-5 hover:border-sea"
            >
              <GraduationCap className="size-6 shrink-0 text-sea" aria-hidden />
              <span className="mr-auto min-w-0">
                <span className="block font-display font-semibold text-lg leading-snug group-hover:text-sea">
                  {title}
                </span>
                <span className="block text-soft text-sm">
                  {className}, {items.filter(({ done }) => done).length} sur {items.length}
                </span>
                <span className={overdue ? "block text-coral text-sm" : "block text-soft text-sm"}>
                  {due === null
                    ? "sans échéance"
                    : overdue
                      ? `l’échéance est passée, ${due}`
                      : `pour ${due}`}
                </span>
              </span>
              <ArrowRight className="size-5 shrink-0 text-sea" aria-hidden />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
