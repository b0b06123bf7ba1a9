import type { WatchLine } from "@/lib/classroom/watch/record";

const day = new Intl.DateTimeFormat("fr-FR", { dateStyle: "long", timeZone: "Europe/Paris" });
const clock = new Intl.DateTimeFormat("fr-FR", { timeStyle: "short", timeZone: "Europe/Paris" });

/** Who has looked at the learner's terminal, from when to when. */
export function WatchLines({ lines }: { lines: readonly WatchLine[] }) {
  return (
    <ul className="mt-4 grid gap-3">
      {lines.map(({ id, watcher, className, startedAt, endedAt, shared }) => (
        <li key={id} className="border-line border-l-2 pl-4">
          <p>
            <strong className="font-semibold">{watcher}</strong>, classe {className}
          </p>
          <p className="text-soft">
            Le {day.format(startedAt)}, de{" "}
            <time dateTime={startedAt.toISOString()}>{clock.format(startedAt)}</time> à{" "}
            <time dateTime={endedAt.toISOString()}>{clock.format(endedAt)}</time>
            {shared ? ", en tapant aussi, avec votre accord" : ""}
          </p>
        </li>
      ))}
    </ul>
  );
}
