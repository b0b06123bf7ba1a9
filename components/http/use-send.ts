/** One thing asked of the site at a time: under way, done, or why not. */
import { useRouter } from "next/navigation";
import { useCallback, useRef, useState } from "react";
import { send as sendJson, troubleOf } from "./call";

interface Answered {
  /** undefined for an answer without a body */
  answer: unknown;
}

export interface Send {
  pending: boolean;
  /** French: why the last thing asked for failed */
  trouble: string | null;
  /** Sends JSON, then shows the page anew. Null: it failed. */
  send(path: string, body: unknown, method?: "POST" | "DELETE"): Promise<Answered | null>;
  /** Forgets what went wrong. */
  clear(): void;
}

export function useSend(): Send {
  const router = useRouter();
  const busy = useRef(false);
  const [pending, setPending] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const send = useCallback<Send["send"]>(
    async (path, body, method) => {
      if (busy.current) return null;
      busy.current = true;
      setPending(true);
      setTrouble(null);
      try {
        const answer = await sendJson(path, body, method);
        router.refresh();
        return { answer };
      } catch (error) {
        setTrouble(troubleOf(error));
        return null;
      } finally {
        busy.current = false;
        setPending(false);
      }
    },
    [router],
  );
  return { pending, trouble, send, clear: useCallback(() => setTrouble(null), []) };
}
