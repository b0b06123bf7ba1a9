"use client";

import { Info } from "lucide-react";
import { useState } from "react";
import { EscaleError } from "@/lib/protocol/errors";
import type { Start } from "@/lib/starting-points/start";
import { OfferedCommand } from "./offered-command";
import { OfferedFile } from "./offered-file";
import { PlainText } from "./plain-text";

/** One starting point, read from top to bottom; nothing of it happens without a click. */
export function StartPanel({
  start,
  ours,
  onShow,
}: {
  start: Start;
  ours: boolean;
  /** brings the workspace into sight */
  onShow: () => void;
}) {
  const { title, note, files, commands } = start;
  const [problem, setProblem] = useState<string | null>(null);

  const act = async (how: "run" | "write", command: string) => {
    setProblem(null);
    onShow();
    try {
      const { typeCommand, writeCommand } = await import("@/components/workspace/type-command");
      await (how === "run" ? typeCommand : writeCommand)(command);
    } catch (error) {
      console.warn(error);
      setProblem(
        error instanceof EscaleError
          ? error.message
          : "La commande n’a pas pu être tapée dans le terminal. Regardez ce qu’il affiche.",
      );
    }
  };

  return (
    <>
      <h2
        className="break-words font-display font-semibold text-2xl outline-none"
        tabIndex={-1}
        data-start
      >
        <bdi>
          <PlainText text={title} kind="line" />
        </bdi>
      </h2>
      {ours ? null : (
        <p className="mt-3 flex gap-3 rounded-lg bg-brass-wash px-4 py-3 text-sm">
          <Info className="mt-0.5 size-4.5 shrink-0 text-brass" aria-hidden />
          <span>
            Ce point de départ vient du lien que vous avez ouvert, pas d’Escale. Rien n’est
            enregistré ni lancé sans vous&nbsp;: lisez avant de cliquer.
          </span>
        </p>
      )}
      {note === "" ? null : (
        <p className="mt-3 whitespace-pre-line break-words text-pretty text-soft">
          <bdi>
            <PlainText text={note} kind="text" />
          </bdi>
        </p>
      )}
      <div role="alert">
        {problem === null ? null : (
          <p className="mt-4 rounded-lg border border-coral bg-coral-wash px-4 py-3">{problem}</p>
        )}
      </div>
      {files.length === 0 ? null : (
        <section aria-labelledby="depart-fichiers" className="mt-6">
          <h3 id="depart-fichiers" className="mb-2 font-display font-semibold text-lg">
            {files.length === 1 ? "Un fichier à enregistrer" : "Des fichiers à enregistrer"}
          </h3>
          <div className="space-y-3">
            {files.map(({ path, text }) => (
              <OfferedFile key={path} path={path} text={text} onShow={onShow} />
            ))}
          </div>
        </section>
      )}
      {commands.length === 0 ? null : (
        <section aria-labelledby="depart-commandes" className="mt-6">
          <h3 id="depart-commandes" className="mb-2 font-display font-semibold text-lg">
            {commands.length === 1 ? "Une commande à essayer" : "Des commandes à essayer"}
          </h3>
          <ol className="space-y-2">
            {commands.map((command, at) => (
              <OfferedCommand
                key={at}
                command={command}
                onWrite={() => void act("write", command)}
                onRun={() => void act("run", command)}
              />
            ))}
          </ol>
        </section>
      )}
    </>
  );
}
