"use client";

import { FilePen, Save } from "lucide-react";
import { buttonClass } from "@/components/ui/button";
import { useSaveFile } from "./use-save-file";

const small =
  "no-print inline-flex h-11 shrink-0 items-center gap-2 rounded-lg px-3 font-semibold text-sea text-sm hover:bg-sea-wash disabled:opacity-60";

/**
 * « Enregistrer » and « Ouvrir dans l’éditeur » for a file that the page offers. `onShow` brings the
 * workspace into sight, where the page can hide it.
 */
export function SaveFile({
  path,
  text,
  onShow,
}: {
  path: string;
  text: string;
  onShow?: () => void;
}) {
  const { saving, save, openAndSave } = useSaveFile(path, text);
  const { step } = saving;
  const open = async () => {
    onShow?.();
    const { openInEditor } = await import("./open-in-editor");
    openInEditor(path);
  };
  return (
    <>
      <button
        type="button"
        className={small}
        aria-label={`Enregistrer ${path} dans votre dossier`}
        disabled={step === "saving"}
        onClick={() => void save()}
      >
        <Save className="size-4.5" aria-hidden />
        Enregistrer
      </button>
      <div
        aria-live="polite"
        className="no-print order-last basis-full font-sans text-ink empty:hidden"
      >
        {step === "idle" ? null : (
          <div className="flex flex-wrap items-center gap-x-3 gap-y-2 border-line border-t py-2 pr-3">
            <p className="min-w-0 flex-auto break-words">{said(saving, path)}</p>
            {step === "closed" ? (
              <button
                type="button"
                className={buttonClass("primary")}
                onClick={() => {
                  onShow?.();
                  void openAndSave();
                }}
              >
                Ouvrir le terminal et enregistrer
              </button>
            ) : null}
            {saving.step === "different" ? (
              <>
                <button
                  type="button"
                  className={buttonClass("outline")}
                  onClick={() => void open()}
                >
                  Ouvrir l’existant
                </button>
                <button
                  type="button"
                  className={buttonClass("outline")}
                  onClick={() => void save(saving.version)}
                >
                  Remplacer
                </button>
              </>
            ) : null}
            {step === "saved" ? (
              <button type="button" className={small} onClick={() => void open()}>
                <FilePen className="size-4.5" aria-hidden />
                Ouvrir dans l’éditeur
              </button>
            ) : null}
          </div>
        )}
      </div>
    </>
  );
}

function said(saving: ReturnType<typeof useSaveFile>["saving"], path: string): string {
  switch (saving.step) {
    case "idle":
      return "";
    case "saving":
      return "Enregistrement…";
    case "saved":
      return `Enregistré dans ~/${path}`;
    case "closed":
      return "Votre terminal n’est pas ouvert : le fichier y sera enregistré dès qu’il le sera.";
    case "different":
      return `Un autre fichier porte déjà ce nom : ~/${path}. Son contenu sera perdu si vous le remplacez.`;
    case "failed":
      return saving.message;
  }
}
