/**
 * Where the line between lesson and workspace stands: the lesson's share of the width, kept in
 * the browser and restored before the first paint by site/head-script.ts.
 */

const shareKey = "escale.split";
const closedKey = "escale.split.closed";

export const least = 25;
export const most = 75;
export const usual = 47;

export function clampShare(percent: number): number {
  return Math.round(Math.min(most, Math.max(least, percent)) * 10) / 10;
}

export function currentShare(): number {
  const value = Number.parseFloat(document.documentElement.style.getPropertyValue("--split"));
  return Number.isFinite(value) ? clampShare(value) : usual;
}

export function isClosed(): boolean {
  return document.documentElement.dataset.split === "closed";
}

export function placeSplit(percent: number): void {
  const share = clampShare(percent);
  document.documentElement.style.setProperty("--split", `${share}%`);
  keep(shareKey, String(share));
}

export function closeSplit(closed: boolean): void {
  const { dataset } = document.documentElement;
  if (closed) dataset.split = "closed";
  else delete dataset.split;
  keep(closedKey, closed ? "1" : "0");
}

function keep(key: string, value: string): void {
  // refused storage (noted by the head script): the place lasts the visit
  if (document.documentElement.dataset.storage !== "refused") localStorage.setItem(key, value);
}
