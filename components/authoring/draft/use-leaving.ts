/** Saves what is unsaved when the page is left or hidden, and looks anew when it is back. */
import { useEffect } from "react";
import { useStore } from "@/components/workspace/create-store";
import { type Draft, isDirty } from "./draft";

/** Whether something is unsaved. */
export function useLeaving(draft: Draft): boolean {
  const unsaved = useStore(draft.store).files.some((file) => isDirty(file) || file.saving);
  useEffect(() => {
    const away = () => draft.saveAll(true);
    const seen = () => {
      if (document.visibilityState === "hidden") away();
      else void draft.load();
    };
    window.addEventListener("pagehide", away);
    document.addEventListener("visibilitychange", seen);
    return () => {
      window.removeEventListener("pagehide", away);
      document.removeEventListener("visibilitychange", seen);
    };
  }, [draft]);
  useEffect(() => {
    if (!unsaved) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [unsaved]);
  return unsaved;
}
