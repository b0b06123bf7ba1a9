/** The filters that the prune commands share: `until`, `label`, `label!`. */
import { badRequest } from "./errors";
import { messages } from "./messages";

const units: Readonly<Record<string, number>> = { h: 3_600_000, m: 60_000, s: 1000, ms: 1 };

/** `24h`, `1h30m`, Unix seconds or an RFC 3339 date → ms since 1970; nothing → no bound. */
export function parseUntil(values: readonly string[] | undefined): number {
  const [text, second] = values ?? [];
  if (text === undefined) return Number.POSITIVE_INFINITY;
  if (second !== undefined) throw badRequest(messages.badValue("filters.until"));
  if (/^\d{1,12}(\.\d{1,9})?$/.test(text)) return Number(text) * 1000;
  if (/^(\d{1,9}(h|ms|m|s))+$/.test(text)) {
    const parts = text.matchAll(/(\d{1,9})(h|ms|m|s)/g);
    return [...parts].reduce(
      (at, [, count, unit = "ms"]) => at - Number(count) * (units[unit] ?? 1),
      Date.now(),
    );
  }
  const date = Date.parse(text);
  if (!/^\d{4}-\d{2}-\d{2}/.test(text) || Number.isNaN(date))
    throw badRequest(messages.badValue("filters.until"));
  return date;
}

/** `key` or `key=value`, all of `label`, none of `label!`. */
export function matchesLabels(
  filters: { label?: readonly string[] | undefined; "label!"?: readonly string[] | undefined },
  labels: Readonly<Record<string, string>>,
): boolean {
  const has = (wanted: string) => {
    const equals = wanted.indexOf("=");
    const key = equals < 0 ? wanted : wanted.slice(0, equals);
    return Object.hasOwn(labels, key) && (equals < 0 || labels[key] === wanted.slice(equals + 1));
  };
  return (filters.label ?? []).every(has) && !(filters["label!"] ?? []).some(has);
}
