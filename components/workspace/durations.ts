/** Durations and sizes as a French reader expects them. */
const nbsp = "\u00a0";

/** « 28 min », « 1 h 05 », « 45 s »; never negative. */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  if (seconds < 60) return `${seconds}${nbsp}s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes}${nbsp}min`;
  return `${Math.floor(minutes / 60)}${nbsp}h${nbsp}${String(minutes % 60).padStart(2, "0")}`;
}

/** « 4:05 », for a countdown that is watched. */
export function countdown(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** « 512 Mio », « 1 Gio », « 1,5 Gio ». */
export function memory(bytes: number): string {
  const mebibytes = bytes / 1024 ** 2;
  const [value, unit] = mebibytes >= 1024 ? [mebibytes / 1024, "Gio"] : [mebibytes, "Mio"];
  return `${value.toLocaleString("fr-FR", { maximumFractionDigits: 1 })}${nbsp}${unit}`;
}

export function counted(count: number, one: string, many: string): string {
  return `${count.toLocaleString("fr-FR")}${nbsp}${count < 2 ? one : many}`;
}
