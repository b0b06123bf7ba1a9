"use client";

import { FolderArchive } from "lucide-react";
import { useState } from "react";
import { troubleOf } from "@/components/http/call";
import { buttonClass } from "@/components/ui/button";

/** The home folder as an archive. Its files are read in the open workspace, opened for it if need be. */
export function DownloadFiles() {
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const download = async () => {
    setBusy(true);
    setTrouble(null);
    try {
      const { untilRunning } = await import("@/components/workspace/until-running");
      await untilRunning();
      location.assign("/api/workspace/files/download?path=");
    } catch (error) {
      setTrouble(troubleOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <div>
      <button
        type="button"
        className={buttonClass("outline", "w-full sm:w-auto")}
        disabled={busy}
        onClick={() => void download()}
      >
        <FolderArchive className="size-5" aria-hidden />
        {busy ? "Ouverture de votre espace…" : "Télécharger mes fichiers"}
      </button>
      <p role="status" className="mt-2 text-coral text-sm empty:hidden">
        {trouble}
      </p>
    </div>
  );
}
