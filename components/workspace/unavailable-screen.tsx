import { HardDrive, PlugZap, RotateCw } from "lucide-react";
import { buttonClass } from "@/components/ui/button";
import type { WorkspaceView } from "@/lib/protocol/workspace";
import { StateScreen } from "./state-screen";

/** No workspace can be opened now: the engine is off, the disk is full. The lesson stays readable. */
export function UnavailableScreen({
  view,
  onRetry,
}: {
  view: Extract<WorkspaceView, { state: "unavailable" }>;
  onRetry: () => void;
}) {
  const disk = view.code === "disk_full";
  return (
    <StateScreen
      icon={disk ? HardDrive : PlugZap}
      tone="brass"
      title={disk ? "Plus de place sur le serveur" : "Les terminaux sont indisponibles"}
      live
      actions={
        <button type="button" className={buttonClass("outline")} onClick={onRetry}>
          <RotateCw className="size-4.5" aria-hidden />
          Réessayer
        </button>
      }
    >
      <p>{view.message}</p>
      <p className="text-sm">
        Vous administrez ce site ?{" "}
        <code className="inline-block text-ink">npm run -s admin -- doctor</code> dit ce qui manque
        et comment y remédier.
      </p>
    </StateScreen>
  );
}
