/** A terminal's session for a component: shown in the element of `host`, its state followed. */
import { type RefObject, useEffect, useRef, useState } from "react";
import { useStore } from "@/components/workspace/create-store";
import type { SessionState, TerminalSession } from "./session";

/** Starts when the tab is `active` for the first time: one never looked at costs nothing. */
export function useTerminal(
  session: TerminalSession,
  active: boolean,
): { host: RefObject<HTMLDivElement | null>; state: SessionState } {
  const host = useRef<HTMLDivElement>(null);
  const [wanted, setWanted] = useState(active);
  if (active && !wanted) setWanted(true);
  useEffect(() => {
    if (!wanted || host.current === null) return;
    session.attach(host.current);
    return () => session.detach();
  }, [session, wanted]);
  return { host, state: useStore(session.state) };
}
