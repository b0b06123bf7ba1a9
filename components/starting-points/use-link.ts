import { useEffect, useState } from "react";
import { hiddenIn } from "@/lib/starting-points/hidden-characters";
import { encodeStart, maxCodeLength } from "@/lib/starting-points/link";
import { type Start, startLimits } from "@/lib/starting-points/start";
import { startHref } from "./place";

export interface Draft {
  readonly title: string;
  readonly note: string;
  /** one a line */
  readonly commands: string;
  /** text by path */
  readonly files: ReadonlyMap<string, string>;
}

export type Link =
  | { readonly kind: "ready"; readonly url: string; readonly length: number }
  /** French: what is missing, or in the way */
  | { readonly kind: "not-yet"; readonly message: string };

const notYet = (message: string): Link => ({ kind: "not-yet", message });
const settleMs = 150;

/** The link of what is being put together, a moment after the last change. */
export function useLink({ title, note, commands, files }: Draft): Link {
  const [link, setLink] = useState<Link>(notYet(""));
  useEffect(() => {
    let wanted = true;
    const timer = setTimeout(() => {
      void linkOf({ title, note, commands, files }).then((made) => {
        if (wanted) setLink(made);
      });
    }, settleMs);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [title, note, commands, files]);
  return link;
}

export async function linkOf(draft: Draft): Promise<Link> {
  const start: Start = {
    title: draft.title.trim(),
    note: draft.note.trim(),
    files: [...draft.files].map(([path, text]) => ({ path, text })),
    commands: draft.commands
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter((line) => line !== ""),
  };
  const message = missingIn(start);
  if (message !== null) return notYet(message);
  const code = await encodeStart(start);
  if (code.length > maxCodeLength)
    return notYet(
      `Ce lien serait trop long : ${code.length} caractères, ${maxCodeLength} au plus. Retirez un fichier, ou raccourcissez-le.`,
    );
  const url = `${location.origin}/bac-a-sable${startHref(code)}`;
  return { kind: "ready", url, length: code.length };
}

function missingIn({ title, files, commands }: Start): string | null {
  if (files.length + commands.length === 0)
    return "Choisissez au moins un fichier, ou écrivez une commande.";
  if (title === "") return "Donnez un titre à votre point de départ.";
  if (commands.length > startLimits.commands)
    return `Un point de départ propose ${startLimits.commands} commandes au plus.`;
  for (const [at, command] of commands.entries()) {
    const [hidden] = hiddenIn(command, "line");
    if (hidden !== undefined)
      return `La commande ${at + 1} contient un caractère caché (${hidden}) : réécrivez-la.`;
    if (command.length > startLimits.command)
      return `La commande ${at + 1} est trop longue : mettez-la dans un fichier.`;
  }
  if (files.reduce((sum, { text }) => sum + text.length, 0) > startLimits.texts)
    return "Ces fichiers sont trop longs ensemble : retirez-en un.";
  return null;
}
