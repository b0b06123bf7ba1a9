import clsx from "clsx";
import { Check, Circle, CircleDot, Clock, Lock } from "lucide-react";
import Link from "next/link";
import type { OwnItem, OwnWork } from "@/lib/classroom/own-work";
import { inWords } from "@/lib/classroom/time";
import type { Standing } from "@/lib/protocol/classroom";

/** One assignment as the learner who does it sees it. */
export function AssignmentWork({ work, zone }: { work: OwnWork; zone: string }) {
  const { assignment, items, done } = work;
  const { id, title, instructions, dueAt } = assignment;
  const over = dueAt !== null && dueAt < new Date();
  return (
    <section aria-labelledby={`devoir-${id}`} className="mt-10">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6">
        <h2 id={`devoir-${id}`} className="text-2xl">
          {title}
        </h2>
        <p className="text-soft tabular-nums">
          {done} sur {items.length}
        </p>
      </div>
      <p className={clsx("mt-1", over && done < items.length ? "text-coral" : "text-soft")}>
        {dueAt === null
          ? "Sans échéance"
          : over
            ? `L’échéance est passée, ${inWords(dueAt, zone)}`
            : `Pour ${inWords(dueAt, zone)}`}
        {rulesOf(assignment)}
      </p>
      {instructions === "" ? null : (
        <p className="mt-3 max-w-[62ch] whitespace-pre-line">{instructions}</p>
      )}
      <ol className="mt-4 border-line border-t">
        {items.map((one) => (
          <ItemLine key={`${one.item.kind} ${one.item.target}`} one={one} />
        ))}
      </ol>
    </section>
  );
}

function rulesOf({ ordered, hintsAllowed, solutionsAllowed }: OwnWork["assignment"]): string {
  const rules = [
    ...(ordered ? ["dans l’ordre"] : []),
    ...(hintsAllowed ? [] : ["sans indices"]),
    ...(solutionsAllowed ? [] : ["sans solutions"]),
  ];
  return rules.length === 0 ? "" : ` · à faire ${rules.join(", ")}`;
}

const said: Record<Standing, string> = {
  todo: "à faire",
  begun: "commencé",
  done: "fait",
  late: "fait en retard",
  missing: "en retard",
};

function ItemLine({ one: { item, standing, waits } }: { one: OwnItem }) {
  return (
    <li className="border-line border-b">
      <Link
        href={item.href}
        className="group -mx-3 grid grid-cols-[auto_1fr_auto] items-center gap-x-4 rounded-lg px-3 py-3 hover:bg-sunken"
      >
        <Mark standing={standing} waits={waits} />
        <span className="min-w-0">
          <span className="block font-semibold leading-snug group-hover:text-sea">
            {item.title}
          </span>
          <span className="block text-soft text-sm">
            {item.kind === "lesson" ? "Leçon" : "Exercice"}
            {item.minutes > 0 ? <>, {item.minutes}&nbsp;min</> : null}
          </span>
        </span>
        <span
          className={clsx(
            "text-sm",
            standing === "missing"
              ? "text-coral"
              : standing === "late"
                ? "text-brass"
                : standing === "done"
                  ? "text-sea"
                  : "text-soft",
          )}
        >
          {waits && standing !== "done" && standing !== "late" ? "plus tard" : said[standing]}
        </span>
      </Link>
    </li>
  );
}

function Mark({ standing, waits }: { standing: Standing; waits: boolean }) {
  if (standing === "done" || standing === "late")
    return (
      <span className="grid size-6 place-items-center rounded-full bg-sea text-paper">
        <Check className="size-4" strokeWidth={3} aria-hidden />
      </span>
    );
  const Icon = waits
    ? Lock
    : standing === "begun"
      ? CircleDot
      : standing === "missing"
        ? Clock
        : Circle;
  return <Icon className="size-6 text-soft" aria-hidden />;
}
