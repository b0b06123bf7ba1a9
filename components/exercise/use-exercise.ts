/** An exercise of this page: how it stands, and what the learner can do with it. */
import { useCallback, useEffect, useRef, useState } from "react";
import { troubleOf } from "@/components/http/call";
import { typeVisibly } from "@/components/lesson/lesson-context";
import { finishExercise } from "@/components/lesson/progress-store";
import { untilRunning } from "@/components/workspace/until-running";
import type { ExerciseAction, ExerciseNews, ExerciseView } from "@/lib/protocol/exercise";
import { act, readExercise } from "./api";
import { listen } from "./listen";

export type Watching = ExerciseNews["watching"] | "off";

export interface ExerciseState {
  /** null until the first answer */
  view: ExerciseView | null;
  watching: Watching;
  /** what was asked for and is not answered yet */
  pending: ExerciseAction["action"] | null;
  /** French: why the last thing asked for failed */
  trouble: string | null;
}

export interface ExerciseControl extends ExerciseState {
  /** true once it is done */
  perform(action: ExerciseAction): Promise<boolean>;
  open(): void;
}

/** `near`: it is on the screen or close to it, so that its changes are worth a connection. */
export function useExercise(id: string, near: boolean): ExerciseControl {
  const [state, setState] = useState<ExerciseState>({
    ...{ view: null, watching: "off", pending: null, trouble: null },
  });
  const change = useCallback(
    (next: Partial<ExerciseState>) => setState((last) => ({ ...last, ...next })),
    [],
  );
  const busy = useRef(false);

  useEffect(() => {
    let gone = false;
    readExercise(id).then(
      (view) => gone || change({ view }),
      (error: unknown) => gone || change({ trouble: troubleOf(error) }),
    );
    return () => {
      gone = true;
    };
  }, [id, change]);

  const run = state.view?.run;
  const under = run !== null && run !== undefined && !run.done && !run.outdated;
  useEffect(() => {
    if (!near || !under) return;
    const stop = listen(id, (news) => change(news));
    return () => {
      stop();
      change({ watching: "off" });
    };
  }, [id, near, under, change]);

  const done = run?.done === true && run.completedAt !== null;
  useEffect(() => {
    if (done) finishExercise(id);
  }, [id, done]);

  const perform = useCallback(
    async (action: ExerciseAction) => {
      if (busy.current) return false;
      busy.current = true;
      change({ pending: action.action, trouble: null });
      try {
        if (action.action === "begin") await untilRunning();
        const { view, commands } = await act(id, action);
        change({ view });
        if (commands !== null) await typeVisibly(commands);
        return true;
      } catch (error) {
        change({ trouble: troubleOf(error) });
        return false;
      } finally {
        busy.current = false;
        change({ pending: null });
      }
    },
    [id, change],
  );

  const open = useCallback(() => {
    untilRunning().catch((error: unknown) => change({ trouble: troubleOf(error) }));
  }, [change]);

  return { ...state, perform, open };
}
