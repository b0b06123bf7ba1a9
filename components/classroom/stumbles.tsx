import type { Bin, StepStumble, Stumble } from "@/lib/classroom/results/stumbles";
import { timeBins } from "@/lib/classroom/results/stumbles";

/** Where the class stumbles, the hardest exercise first. */
export function Stumbles({ list }: { list: Stumble[] }) {
  if (list.length === 0)
    return (
      <p className="mt-3 text-soft">
        Rien à montrer encore&nbsp;: personne n’a commencé d’exercice de ces devoirs.
      </p>
    );
  return (
    <ul className="mt-4 grid gap-5">
      {list.map((one) => (
        <li
          key={one.item.target}
          className="grid gap-x-8 gap-y-4 rounded-xl border border-line bg-surface p-5 md:grid-cols-[3fr_2fr]"
        >
          <div className="min-w-0">
            <h3 className="text-xl">{one.item.title}</h3>
            <p className="text-soft text-sm">
              {one.begun === 1 ? "Commencé par 1 personne" : `Commencé par ${one.begun} personnes`}
              {one.minutes.length === 0 ? "" : `, terminé par ${one.minutes.length}`}
            </p>
            <ol className="mt-3 grid gap-2.5">
              {one.steps.map((step, index) => (
                <StepBar key={index} step={step} number={index + 1} />
              ))}
            </ol>
          </div>
          <Times minutes={one.minutes} expected={one.item.minutes} />
        </li>
      ))}
    </ul>
  );
}

function StepBar({ step, number }: { step: StepStumble; number: number }) {
  const { title, reached, helped, stuck, rate } = step;
  const share = (n: number) => `${reached === 0 ? 0 : (100 * n) / reached}%`;
  return (
    <li>
      <p className="flex items-baseline justify-between gap-4 text-sm">
        <span className="min-w-0">
          {number}. {title}
        </span>
        <span className="shrink-0 tabular-nums">
          {reached === 0 ? "pas atteinte" : `${Math.round(100 * rate)}\u00a0%`}
        </span>
      </p>
      <div aria-hidden className="mt-1 flex h-2.5 overflow-hidden rounded-full bg-line">
        <div className="bg-coral" style={{ width: share(stuck) }} />
        <div className="bg-brass" style={{ width: share(helped) }} />
      </div>
      <p className="text-soft text-xs">
        {reached === 0
          ? null
          : [
              `${reached} y sont venus`,
              ...(stuck > 0 ? [`${stuck} y butent`] : []),
              ...(helped > 0 ? [`${helped} avec la solution`] : []),
            ].join(", ")}
      </p>
    </li>
  );
}

/** How long it took those who finished, beside the time that the exercise announces. */
function Times({ minutes, expected }: { minutes: number[]; expected: number }) {
  if (minutes.length === 0) return null;
  const bins = timeBins(minutes, expected);
  const most = Math.max(1, ...bins.map(({ count }) => count));
  const middle = minutes[Math.floor(minutes.length / 2)] ?? 0;
  return (
    <figure className="min-w-0">
      <figcaption className="text-soft text-sm">
        Temps de travail, en minutes. La moitié en met {middle} au plus&nbsp;; l’exercice en annonce{" "}
        {expected}.
      </figcaption>
      <Bars bins={bins} most={most} />
    </figure>
  );
}

const [width, height, gap] = [44, 90, 6];

function Bars({ bins, most }: { bins: Bin[]; most: number }) {
  const words = bins.map(({ label, count }) => `${label} min : ${count}`).join(", ");
  return (
    <svg
      role="img"
      aria-label={`Nombre de personnes par durée. ${words}`}
      viewBox={`0 0 ${bins.length * width} ${height + 36}`}
      className="mt-2 w-full max-w-sm"
    >
      {bins.map(({ label, count }, index) => {
        const tall = (height * count) / most;
        const x = index * width;
        return (
          <g key={label}>
            <rect
              x={x + gap / 2}
              y={16 + height - tall}
              width={width - gap}
              height={Math.max(tall, 1)}
              rx={3}
              className={count === 0 ? "fill-line" : "fill-sea"}
            />
            {count === 0 ? null : (
              <text
                x={x + width / 2}
                y={11 + height - tall}
                textAnchor="middle"
                className="fill-ink text-[12px]"
              >
                {count}
              </text>
            )}
            <text
              x={x + width / 2}
              y={height + 32}
              textAnchor="middle"
              className="fill-soft text-[11px]"
            >
              {label}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
