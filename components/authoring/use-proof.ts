/** The proof of a lesson as the page follows it: whichever web runs it, over reloads too. */
import { useCallback, useEffect, useState } from "react";
import { call, send, troubleOf } from "@/components/http/call";
import { type Proof, proofAnswerSchema } from "@/lib/protocol/authoring";

const askMs = 700;

export interface ProofState {
  proof: Proof | null;
  pending: boolean;
  /** French: why the last thing asked for failed */
  trouble: string | null;
  begin(): Promise<void>;
  stop(): Promise<void>;
}

/** @param first as the page was made with */
export function useProof(lesson: string, first: Proof | null): ProofState {
  const path = `/api/authoring/${lesson}/proof`;
  const [proof, setProof] = useState(first);
  const [pending, setPending] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const running = proof?.status === "running";

  useEffect(() => {
    if (!running) return;
    let timer: ReturnType<typeof setTimeout>;
    let over = false;
    const ask = async () => {
      try {
        const answer = proofAnswerSchema.parse(await call(path));
        if (over) return;
        setProof(answer.proof);
        setTrouble(null);
      } catch (error) {
        // it goes on all the same: asked again
        if (!over) setTrouble(troubleOf(error));
      }
      if (!over) timer = setTimeout(() => void ask(), askMs);
    };
    timer = setTimeout(() => void ask(), askMs);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [running, path]);

  const ask = useCallback(
    async (method: "POST" | "DELETE") => {
      setPending(true);
      setTrouble(null);
      try {
        setProof(proofAnswerSchema.parse(await send(path, {}, method)).proof);
      } catch (error) {
        setTrouble(troubleOf(error));
      } finally {
        setPending(false);
      }
    },
    [path],
  );
  const begin = useCallback(() => ask("POST"), [ask]);
  const stop = useCallback(() => ask("DELETE"), [ask]);
  return { proof, pending, trouble, begin, stop };
}
