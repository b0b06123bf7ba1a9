/** What the learner's classes expect of them: asked for once per visit. */
import { useSyncExternalStore } from "react";
import { call } from "@/components/http/call";
import { type Agenda, agendaSchema } from "@/lib/protocol/classroom";

/** null until the first answer; a failure leaves it empty, the class's own page says more */
let agenda: Agenda | null = null;
let asked = false;
const listeners = new Set<() => void>();

async function ask(): Promise<void> {
  try {
    agenda = agendaSchema.parse(await call("/api/agenda"));
  } catch (error) {
    console.warn(error);
    agenda = { assignments: [] };
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (!asked) {
    asked = true;
    void ask();
  }
  return () => listeners.delete(listener);
}

export const useAgenda = (): Agenda | null =>
  useSyncExternalStore(
    subscribe,
    () => agenda,
    () => null,
  );

/** After coming into a class or leaving one. */
export function askAgendaAgain(): void {
  if (asked) void ask();
}
