/** A watch as a page holds it: begun when it is shown, ended when it leaves or is out of sight. */
import { useEffect, useState } from "react";
import { followStream } from "@/components/workspace/follow-stream";
import { type WatchView, watchMessageSchema } from "@/lib/protocol/watch";

export type WatchState =
  | { readonly phase: "connecting" }
  /** `lost`: what is shown may be of a moment ago; it is tried again */
  | { readonly phase: "on"; readonly view: WatchView; readonly lost: boolean }
  /** `message` is French */
  | { readonly phase: "waiting" | "over"; readonly message: string };

export function useWatch(classId: string, place: string): WatchState {
  const [state, setState] = useState<WatchState>({ phase: "connecting" });
  useEffect(() => {
    const hear = (message: unknown): boolean => {
      const heard = watchMessageSchema.safeParse(message);
      if (!heard.success) return false;
      if (heard.data.kind === "view") {
        setState({ phase: "on", view: heard.data, lost: false });
        return true;
      }
      const { message: why, final } = heard.data;
      setState({ phase: final ? "over" : "waiting", message: why });
      if (final) end();
      return true;
    };
    const end = followStream({
      url: `/api/classes/${classId}/watch/${place}`,
      hear,
      lost: () => setState((now) => (now.phase === "on" ? { ...now, lost: true } : now)),
    });
    return () => {
      end();
      setState({ phase: "connecting" });
    };
  }, [classId, place]);
  return state;
}
