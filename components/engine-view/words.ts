/** Sizes, ages and states as a French reader expects them. */
import type { EngineContainer } from "@/lib/protocol/engine-view";

const nbsp = "\u00a0";

/** « 99,4 Mo », in the decimal units of `docker images`. */
export function size(bytes: number): string {
  const units = ["octets", "ko", "Mo", "Go"];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  if (unit === 0 && bytes < 2) return `${bytes}${nbsp}octet`;
  const digits = value < 10 ? 1 : 0;
  return `${value.toLocaleString("fr-FR", { maximumFractionDigits: digits })}${nbsp}${units[unit]}`;
}

/** « 12,3 Mio » */
export function mebibytes(bytes: number): string {
  const value = bytes / 1024 ** 2;
  const [shown, unit] = value >= 1024 ? [value / 1024, "Gio"] : [value, "Mio"];
  const digits = shown < 10 ? 1 : 0;
  return `${shown.toLocaleString("fr-FR", { maximumFractionDigits: digits })}${nbsp}${unit}`;
}

/** « 3 % » of one processor; below one: one digit. */
export function percent(share: number): string {
  const value = share * 100;
  const digits = value > 0 && value < 1 ? 1 : 0;
  return `${value.toLocaleString("fr-FR", { maximumFractionDigits: digits })}${nbsp}%`;
}

const units: [seconds: number, one: string, many: string][] = [
  [86_400, "jour", "jours"],
  [3_600, "heure", "heures"],
  [60, "minute", "minutes"],
  [1, "seconde", "secondes"],
];

/** « 3 minutes », « 1 heure »; « quelques secondes » below five. Never negative. */
export function span(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 5) return "quelques secondes";
  const [length, one, many] = units.find(([unit]) => seconds >= unit) ?? [1, "seconde", "secondes"];
  const count = Math.floor(seconds / length);
  return `${count}${nbsp}${count === 1 ? one : many}`;
}

/** « 3 min » */
export function shortSpan(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 60) return `${seconds}${nbsp}s`;
  if (seconds < 3_600) return `${Math.floor(seconds / 60)}${nbsp}min`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3_600)}${nbsp}h`;
  return `${Math.floor(seconds / 86_400)}${nbsp}j`;
}

/** « 2 images » */
export const count = (number: number, one: string, many: string): string =>
  `${number}${nbsp}${number < 2 ? one : many}`;

/** « web, api et base » */
export function list(names: readonly string[]): string {
  if (names.length < 2) return names.join("");
  return `${names.slice(0, -1).join(", ")} et ${names.at(-1)}`;
}

/** How a container fares: what decides its look. */
export type Bearing =
  | "running"
  | "healthy"
  | "starting"
  | "unhealthy"
  | "paused"
  | "restarting"
  | "created"
  | "ended"
  | "failed"
  | "removing";

export function bearingOf({ state, health, exitCode }: EngineContainer): Bearing {
  switch (state) {
    case "running":
      return health ?? "running";
    case "exited":
      return exitCode === 0 ? "ended" : "failed";
    case "dead":
      return "failed";
    case "paused":
    case "restarting":
    case "created":
    case "removing":
      return state;
  }
}

export function bearingText(container: EngineContainer): string {
  const bearing = bearingOf(container);
  switch (bearing) {
    case "running":
      return "en marche";
    case "healthy":
      return "en bonne santé";
    case "starting":
      return "en marche, santé à vérifier";
    case "unhealthy":
      return "en mauvaise santé";
    case "paused":
      return "en pause";
    case "restarting":
      return "redémarre";
    case "created":
      return "créé, pas démarré";
    case "ended":
      return `terminé, code${nbsp}0`;
    case "failed":
      return `arrêté, code${nbsp}${container.exitCode ?? "inconnu"}`;
    case "removing":
      return "en cours de suppression";
  }
}
