/** On a phone, which of the two is on screen: the lesson or the terminal. */
import { useSyncExternalStore } from "react";

export type LessonView = "lesson" | "terminal";

let view: LessonView = "lesson";
const listeners = new Set<() => void>();

export function showView(next: LessonView): void {
  view = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useLessonView(): LessonView {
  return useSyncExternalStore<LessonView>(
    subscribe,
    () => view,
    () => "lesson",
  );
}
