/** Two ways to do the same, measured in turns: what disturbs the machine disturbs both. */
import { setTimeout as sleep } from "node:timers/promises";
import { elapsedMs, ms, percentile, row } from "./stats";

/** The gateway grants 50 requests per second for long. */
const pauseMs = 21;

export interface Pair {
  direct: number[];
  ours: number[];
}

export interface Measured {
  /** samples of each side */
  times: number;
  /** how many requests one sample makes */
  requests?: number;
  /** samples before those that count; default 1 in 10 */
  warm?: number;
}

/** Samples of both in milliseconds, one after the other. */
export async function pairs(
  { times, requests = 1, warm = Math.ceil(times / 10) }: Measured,
  direct: () => Promise<unknown>,
  ours: () => Promise<unknown>,
): Promise<Pair> {
  const pair: Pair = { direct: [], ours: [] };
  for (let i = -warm; i < times; i++) {
    await sleep(pauseMs * requests);
    const theirs = await elapsedMs(direct);
    const own = await elapsedMs(ours);
    if (i < 0) continue;
    pair.direct.push(theirs);
    pair.ours.push(own);
  }
  return pair;
}

/** One line of latencies. Returns the median of ours. */
export function showLatency(name: string, { direct, ours }: Pair): number {
  const [own50, own99] = [percentile(ours, 50), percentile(ours, 99)];
  const [their50, their99] = [percentile(direct, 50), percentile(direct, 99)];
  row(
    name,
    `${ms(own50)} ${ms(own99)}`,
    `${ms(their50)} ${ms(their99)}`,
    `${signed(own50 - their50)} ${signed(own99 - their99)}`,
    `${(own50 / their50).toFixed(2)}×`,
  );
  return own50;
}

/** One line of throughput, of `bytes` each time. */
export function showThroughput(name: string, bytes: number, { direct, ours }: Pair): void {
  const rate = (samples: number[]) => bytes / 1e6 / (percentile(samples, 50) / 1000);
  row(
    name,
    `${rate(ours).toFixed(0)} MB/s`,
    `${rate(direct).toFixed(0)} MB/s`,
    "",
    `${((100 * rate(ours)) / rate(direct)).toFixed(0)} %`,
  );
}

const signed = (value: number) => `${value < 0 ? "−" : "+"}${ms(Math.abs(value))}`;

export function heads(last: string): void {
  row("", "gateway", "direct", "added", last);
}
