/** The clock of a class: times as its trainers write them and its learners read them. */
import { TZDate } from "@date-fns/tz";

/**
 * The instant at which the class's clock shows this (`2026-11-30T18:00`). An hour that the change
 * to summer time leaves out is read an hour later, one that comes twice is the second of the two.
 */
export function instantOf(local: string, zone: string): Date {
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0] = local.split(/\D/).map(Number);
  return new Date(+new TZDate(year, month - 1, day, hour, minute, zone));
}

/** What the class's clock shows then, as `<input type="datetime-local">` takes it. */
export function localOf(instant: Date, zone: string): string {
  const at = new TZDate(instant, zone);
  const two = (n: number) => String(n).padStart(2, "0");
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** So many days later, at the same hour on the class's clock. */
export function daysLater(instant: Date, days: number, zone: string): Date {
  const at = new TZDate(instant, zone);
  at.setDate(at.getDate() + days);
  return new Date(+at);
}

/** Whole days from the day of `from` on the class's clock to another (`2026-11-30`). */
export function daysBetween(from: Date, to: string, zone: string): number {
  const noon = (day: string) => Date.parse(`${day.slice(0, 10)}T12:00Z`);
  return Math.round((noon(to) - noon(localOf(from, zone))) / 86_400_000);
}

/** « mardi 1 décembre à 18:00 », with the year when it is another one. */
export function inWords(instant: Date, zone: string, now: Date = new Date()): string {
  const year = new TZDate(instant, zone).getFullYear();
  const sameYear = year === new TZDate(now, zone).getFullYear();
  const date = new Intl.DateTimeFormat("fr-FR", {
    ...{ timeZone: zone, weekday: "long", day: "numeric", month: "long" },
    ...(sameYear ? {} : { year: "numeric" }),
  }).format(instant);
  const hour = new Intl.DateTimeFormat("fr-FR", {
    ...{ timeZone: zone, hour: "2-digit", minute: "2-digit" },
  }).format(instant);
  return `${date} à ${hour.replace(":", "\u00a0h\u00a0")}`.replace(/(\d) (?=\p{L})/u, "$1\u00a0");
}

/** « Paris » for Europe/Paris: as the zone's own name says. */
export const placeName = (zone: string): string =>
  (zone.split("/").at(-1) ?? zone).replaceAll("_", " ");
