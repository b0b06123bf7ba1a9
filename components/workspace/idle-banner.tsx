import { Moon } from "lucide-react";
import { buttonClass } from "@/components/ui/button";
import { extendWorkspace } from "./actions";
import { countdown, duration } from "./durations";
import { useNow } from "./use-now";

/**
 * Warns that the workspace is about to be stopped for idleness. The countdown is for the eye;
 * screen readers are told once when it begins and once in the last minute.
 */
export function IdleBanner({
  stopsAt,
  warningMs,
  clockOffset,
  busy,
}: {
  /** ms since the epoch, by the server's clock */
  stopsAt: number;
  warningMs: number;
  clockOffset: number;
  busy: boolean;
}) {
  const left = stopsAt - (useNow(1_000) + clockOffset);
  const warn = left <= warningMs;
  const said = left <= 60_000 ? 60_000 : warningMs;
  return (
    <>
      <p role="status" className="sr-only">
        {warn
          ? `Sans activité, votre espace s’arrêtera dans moins de ${duration(said)}. Le bouton Prolonger ou une touche dans le terminal suffit à le garder.`
          : ""}
      </p>
      {warn ? (
        <div className="flex shrink-0 flex-wrap items-center gap-x-4 gap-y-1 border-line border-b bg-brass-wash px-4 py-2 text-sm">
          <Moon className="size-4.5 shrink-0 text-brass" aria-hidden />
          <p className="min-w-48 flex-1">
            Sans activité, l’espace s’arrête dans{" "}
            <strong className="tabular-nums">{countdown(left)}</strong> : vos conteneurs s’en iront,
            vos fichiers resteront.
          </p>
          <button
            type="button"
            className={buttonClass("outline", "text-sm")}
            disabled={busy}
            onClick={() => void extendWorkspace()}
          >
            Prolonger
          </button>
        </div>
      ) : null}
    </>
  );
}
