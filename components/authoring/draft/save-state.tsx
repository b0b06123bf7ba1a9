import { CloudAlert, CloudCheck, CloudUpload } from "lucide-react";
import { type DraftFile, type DraftState, isDirty } from "./draft";

/** Whether the site has all that is written here. */
export function SaveState({
  files,
  phase,
}: {
  files: readonly DraftFile[];
  phase: DraftState["phase"];
}) {
  const [Icon, words, look] =
    phase === "failed" || files.some(({ problem }) => problem !== null)
      ? ([CloudAlert, "Non enregistré", "text-coral"] as const)
      : files.some(({ theirs }) => theirs !== null)
        ? ([CloudAlert, "En conflit", "text-coral"] as const)
        : files.some((file) => isDirty(file) || file.saving)
          ? ([CloudUpload, "Enregistrement…", "text-soft"] as const)
          : ([CloudCheck, "Enregistré", "text-soft"] as const);
  return (
    <p role="status" className={`flex items-center gap-1.5 text-sm ${look}`}>
      <Icon className="size-4" aria-hidden />
      {phase === "loading" ? "" : words}
    </p>
  );
}
