"use client";

import { useState } from "react";
import { problemOf } from "@/components/workspace/api";
import { workspace } from "@/components/workspace/store";
import { EscaleError } from "@/lib/protocol/errors";
import type { Expected } from "@/lib/protocol/files";

export type Saving =
  | { readonly step: "idle" | "saving" | "saved" }
  /** the workspace has to be opened first */
  | { readonly step: "closed" }
  | { readonly step: "different"; readonly version: Expected }
  /** French: why nothing was saved */
  | { readonly step: "failed"; readonly message: string };

/** Saving one offered file: where it stands, and what the buttons do. */
export function useSaveFile(path: string, text: string) {
  const [saving, setSaving] = useState<Saving>({ step: "idle" });

  const save = async (expected: Expected = "none") => {
    if (workspace.get().view?.state !== "running") return setSaving({ step: "closed" });
    setSaving({ step: "saving" });
    try {
      const { placeFile } = await import("./place-file");
      const placed = await placeFile(path, text, expected);
      setSaving(
        placed.kind === "saved"
          ? { step: "saved" }
          : { step: "different", version: placed.version },
      );
    } catch (error) {
      setSaving({ step: "failed", message: sentence(error) });
    }
  };

  /** Opens the workspace, waits in line for it, then saves. */
  const openAndSave = async () => {
    setSaving({ step: "saving" });
    try {
      const { untilRunning } = await import("@/components/workspace/until-running");
      await untilRunning();
    } catch (error) {
      return setSaving({ step: "failed", message: sentence(error) });
    }
    await save();
  };

  return { saving, save, openAndSave };
}

const sentence = (error: unknown): string =>
  error instanceof EscaleError ? error.message : problemOf(error).message;
