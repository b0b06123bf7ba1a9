/** The steps of an exercise that has not begun. */
export function Outline({ steps }: { steps: readonly string[] }) {
  return (
    <ol className="exercise-list grid gap-2">
      {steps.map((title, index) => (
        <li key={title} className="flex items-baseline gap-3">
          <span
            aria-hidden
            className="grid size-6 shrink-0 place-items-center rounded-full border border-edge text-soft text-xs tabular-nums"
          >
            {index + 1}
          </span>
          {title}
        </li>
      ))}
    </ol>
  );
}
