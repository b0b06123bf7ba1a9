/** Percentiles and the one line that each measurement prints. */

/** The value below which `p` percent of the samples lie (nearest rank). NaN without samples. */
export function percentile(samples: readonly number[], p: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const rank = Math.max(0, Math.ceil((p / 100) * sorted.length) - 1);
  return sorted[rank] ?? Number.NaN;
}

/** Runs `measure` `times` times, one after the other, and returns the milliseconds of each. */
export async function sample(times: number, measure: () => Promise<number>): Promise<number[]> {
  const samples: number[] = [];
  for (let i = 0; i < times; i++) samples.push(await measure());
  return samples;
}

export async function elapsedMs(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

export const ms = (value: number): string => `${value.toFixed(value < 10 ? 2 : 0)} ms`;
export const mib = (bytes: number): string => `${(bytes / 1024 ** 2).toFixed(1)} MiB`;
export const ratio = (value: number, reference: number): string =>
  `${(value / reference).toFixed(2)}×`;

export function title(text: string): void {
  process.stdout.write(`\n${text}\n`);
}

export function row(name: string, ...cells: string[]): void {
  process.stdout.write(`  ${name.padEnd(44)}${cells.map((cell) => cell.padStart(19)).join("")}\n`);
}

export function timings(
  name: string,
  samples: readonly number[],
  reference?: readonly number[],
): void {
  const p50 = percentile(samples, 50);
  row(
    name,
    `p50 ${ms(p50)}`,
    `p95 ${ms(percentile(samples, 95))}`,
    `p99 ${ms(percentile(samples, 99))}`,
    reference ? ratio(p50, percentile(reference, 50)) : "reference",
  );
}
