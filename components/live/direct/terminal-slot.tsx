import type { LiveCard } from "@/lib/protocol/live";

/**
 * Where a learner's terminal is seen from their panel: between what they do and what they typed.
 * Nothing is there yet.
 */
export function TerminalSlot(_: { classId: string; card: LiveCard }) {
  return null;
}
