import { ChevronRight } from "lucide-react";
import { useEffect, useState } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import { inspectObject } from "@/components/workspace/api";
import type { EngineKind, EngineView } from "@/lib/protocol/engine-view";

type Answer =
  | { state: "none" }
  | { state: "json"; text: string }
  | { state: "problem"; message: string };

/** « Voir le JSON » : the whole answer of `docker inspect`, asked for when it is opened. */
export function InspectJson({
  kind,
  id,
  version,
}: {
  kind: EngineKind;
  id: string;
  /** asked for again when what is known of the engine changes */
  version: EngineView;
}) {
  const [open, setOpen] = useState(false);
  const [answer, setAnswer] = useState<Answer>({ state: "none" });

  useEffect(() => {
    if (!open) return;
    let wanted = true;
    inspectObject(kind, id.replace(/^sha256:/, "")).then(
      (json) => {
        if (wanted) setAnswer({ state: "json", text: JSON.stringify(json, null, 2) });
      },
      (error: unknown) => {
        const message = error instanceof Error ? error.message : "Réessayez dans un instant.";
        if (wanted) setAnswer({ state: "problem", message });
      },
    );
    return () => {
      wanted = false;
    };
  }, [open, kind, id, version]);

  return (
    <div>
      <button
        type="button"
        className="engine-disclosure"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <ChevronRight className="size-4 transition-transform" data-turn={open} aria-hidden />
        Voir le JSON
        <span className="font-mono font-normal text-soft text-xs">docker {kind} inspect</span>
      </button>
      {open ? (
        <section className="engine-json" aria-label="Réponse de docker inspect">
          {answer.state === "json" ? (
            <>
              <span className="engine-json-copy">
                <CopyButton text={answer.text} label="Copier le JSON" />
              </span>
              {/* biome-ignore lint/a11y/noNoninteractiveTabindex: scrolled by keyboard */}
              <pre tabIndex={0}>{answer.text}</pre>
            </>
          ) : (
            <p role="status" className="p-3 text-soft text-sm">
              {answer.state === "problem" ? answer.message : "Lecture…"}
            </p>
          )}
        </section>
      ) : null}
    </div>
  );
}
