"use client";

import { GraduationCap } from "lucide-react";
import Link from "next/link";
import { useProgress } from "@/components/lesson/progress-store";
import { useAgenda } from "./agenda-store";

/** In a lesson that a class expects, or whose exercise it does: for which assignment, by when. */
export function LessonReminder({ lesson, exercises }: { lesson: string; exercises: string[] }) {
  const { progress } = useProgress();
  const agenda = useAgenda();
  // of this page, what is not done: by the agenda, or since it was read
  const left = new Set([
    ...(progress?.lessons[lesson]?.completedAt ? [] : [`lesson:${lesson}`]),
    ...exercises.filter((id) => !progress?.exercises.includes(id)).map((id) => `exercise:${id}`),
  ]);
  const found = agenda?.assignments.find(({ items }) =>
    items.some(({ kind, target, done }) => !done && left.has(`${kind}:${target}`)),
  );
  if (found === undefined) return null;
  const { classId, title, due, overdue } = found;
  return (
    <p className="no-print flex items-start gap-2">
      <GraduationCap className="mt-0.5 size-4 shrink-0" aria-hidden />
      <span>
        Devoir{" "}
        <Link
          href={`/classes/${classId}`}
          className="font-medium underline underline-offset-4 hover:text-sea"
        >
          {title}
        </Link>
        {due === null ? null : overdue ? (
          <span className="text-coral">, échéance passée</span>
        ) : (
          `, pour ${due}`
        )}
      </span>
    </p>
  );
}
