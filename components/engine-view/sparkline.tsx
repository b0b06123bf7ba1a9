import { type History, historyLength } from "./usage-history";

const width = historyLength - 1;
const height = 20;

/** The last minute as a line; full height is `most`. The figure beside it says the same in words. */
export function Sparkline({
  history,
  value,
  most,
}: {
  history: History;
  value: (sample: History[number]) => number;
  most: number;
}) {
  const start = historyLength - history.length;
  const points = history.map((sample, index) => {
    const share = Math.min(1, Math.max(0, value(sample) / most));
    return `${start + index} ${(height - 1 - share * (height - 2)).toFixed(2)}`;
  });
  const [first] = points;
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      className="engine-spark"
      aria-hidden="true"
    >
      {first === undefined ? null : (
        <>
          <path
            className="engine-spark-area"
            d={`M${start} ${height}L${points.join("L")}L${width} ${height}Z`}
          />
          <path className="engine-spark-line" d={`M${points.join("L")}`} />
        </>
      )}
    </svg>
  );
}
