/** What the grid calls things, in French. */
import { counted } from "@/components/workspace/durations";
import { isPresent, type Need, type Ranked } from "@/lib/live/rank";
import type { LiveCard } from "@/lib/protocol/live";

/** « 3 min », « 1 h 05 », « à l’instant » below a minute. */
export function since(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 1) return "à l’instant";
  if (minutes < 60) return `${minutes}\u00a0min`;
  return `${Math.floor(minutes / 60)}\u00a0h\u00a0${String(minutes % 60).padStart(2, "0")}`;
}

/** « depuis 3 min », « à l’instant ». */
export const fromNow = (ms: number): string => (ms < 60_000 ? since(ms) : `depuis ${since(ms)}`);

export const presenceWord: Record<LiveCard["presence"], string> = {
  here: "en ligne",
  behind: "autre onglet",
  left: "parti",
  lost: "hors ligne",
  away: "absent",
};

export const needWord: Record<Need, string> = {
  hand: "Main levée",
  stuck: "Bloqué",
  working: "Au travail",
  done: "Exercice fini",
  absent: "Absent",
};

export function stateWord({ card, need }: Ranked): string {
  if (need === "hand")
    return isPresent(card) ? needWord.hand : `${needWord.hand}, ${presenceWord[card.presence]}`;
  if (need === "absent") {
    if (card.waiting) return "pas encore venu";
    return presenceWord[card.presence];
  }
  if (need === "working" && card.presence === "behind") return presenceWord.behind;
  return need === "working" && card.work === null ? "en ligne" : needWord[need];
}

export const workspaceWord: Record<NonNullable<LiveCard["workspace"]>, string> = {
  none: "terminal pas ouvert",
  running: "terminal ouvert",
  stopped: "terminal arrêté",
};

/** « 24 présents · 3 mains levées · 5 bloqués ». */
export function summary(present: number, hands: number, stuck: number): string {
  return [
    counted(present, "présent", "présents"),
    counted(hands, "main levée", "mains levées"),
    counted(stuck, "bloqué", "bloqués"),
  ].join(" · ");
}
