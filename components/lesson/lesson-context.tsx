"use client";

import {
  createContext,
  type ReactNode,
  use,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { showView } from "./lesson-view";
import { whilePresent } from "./presence";
import { noteCommand, notePresence, useProgress, visitLesson } from "./progress-store";
import { closeSplit, isClosed } from "./split-place";

interface LessonContext {
  id: string;
  commands: readonly string[];
  /** ids of its exercises */
  exercises: readonly string[];
  /** indexes of the commands that this learner has run, of this visit or an earlier one */
  done: ReadonlySet<number>;
  /** types the command into the learner's terminal, opening it if need be */
  run: (index: number) => void;
  /** French: why the last command could not be typed */
  trouble: string | null;
  dismiss: () => void;
}

const Context = createContext<LessonContext | null>(null);

export function useLesson(): LessonContext {
  const value = use(Context);
  if (!value) throw new Error("useLesson outside of LessonProvider");
  return value;
}

/** Alt + Entrée runs the next command that has not been run, even from inside the terminal. */
export function LessonProvider({
  id,
  commands,
  exercises,
  children,
}: {
  id: string;
  commands: readonly string[];
  exercises: readonly string[];
  children: ReactNode;
}) {
  const { progress } = useProgress();
  const [trouble, setTrouble] = useState<string | null>(null);
  const last = useRef(-1);
  const ran = progress?.lessons[id]?.commandsRun;
  const done = useMemo(() => new Set(ran), [ran]);

  const run = useCallback(
    (index: number) => {
      const command = commands[index];
      if (command === undefined) return;
      last.current = index;
      setTrouble(null);
      typeVisibly(command).then(
        () => noteCommand(id, index),
        (error: unknown) => {
          console.warn(error);
          setTrouble(
            error instanceof Error && error.name === "EscaleError"
              ? error.message
              : "La commande n’a pas pu être tapée dans le terminal. Regardez ce qu’il affiche.",
          );
        },
      );
    },
    [commands, id],
  );

  useEffect(() => {
    void visitLesson(id);
    showView("lesson");
    return whilePresent(() => void notePresence(id));
  }, [id]);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!event.altKey || event.key !== "Enter" || event.repeat || commands.length === 0) return;
      event.preventDefault();
      event.stopPropagation();
      const next = commands.findIndex((_, index) => index > last.current && !done.has(index));
      run(next >= 0 ? next : Math.min(last.current + 1, commands.length - 1));
    };
    document.addEventListener("keydown", onKey, { capture: true });
    return () => document.removeEventListener("keydown", onKey, { capture: true });
  }, [commands, done, run]);

  const value = useMemo(
    () => ({ id, commands, exercises, done, run, trouble, dismiss: () => setTrouble(null) }),
    [id, commands, exercises, done, run, trouble],
  );
  return <Context value={value}>{children}</Context>;
}

/** A command is never typed out of sight. */
export function bringTerminal(): void {
  if (isClosed()) closeSplit(false);
  showView("terminal");
}

export async function typeVisibly(command: string): Promise<void> {
  bringTerminal();
  const { runCommand } = await import("@/components/workspace/run-command");
  await runCommand(command);
}
