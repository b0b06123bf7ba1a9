import { CircleAlert, RotateCw, WifiOff } from "lucide-react";
import { buttonClass } from "@/components/ui/button";
import { StateScreen } from "./state-screen";
import type { Problem } from "./store";

/** What was asked for failed: why, and the way on. */
export function ProblemScreen({
  problem,
  onRetry,
  onLeave,
}: {
  problem: Problem;
  onRetry: () => void;
  onLeave: () => void;
}) {
  const network = problem.code === "network" || problem.code === "backend_unavailable";
  return (
    <StateScreen
      icon={network ? WifiOff : CircleAlert}
      tone={network ? "brass" : "coral"}
      title={network ? "Terminal hors de portée" : "Le terminal n’a pas pu s’ouvrir"}
      live
      actions={
        <>
          <button type="button" className={buttonClass("primary")} onClick={onRetry}>
            <RotateCw className="size-4.5" aria-hidden />
            Réessayer
          </button>
          <button type="button" className={buttonClass("quiet")} onClick={onLeave}>
            Plus tard
          </button>
        </>
      }
    >
      <p>{problem.message}</p>
    </StateScreen>
  );
}
