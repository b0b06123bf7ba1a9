import { PanelFrame } from "./panel-frame";

/** The shape of what is coming, while it comes: the same rows, so that nothing moves. */
export function OpeningScreen() {
  return (
    <PanelFrame
      bar={
        <div className="flex items-center gap-2 px-3" aria-hidden>
          <span className="h-8 w-32 rounded-md bg-sunken motion-safe:animate-pulse" />
          <span className="size-8 rounded-md bg-sunken motion-safe:animate-pulse" />
        </div>
      }
    >
      <div className="flex-1 p-4 font-mono text-sm">
        <p role="status" className="text-soft">
          Ouverture de votre espace…
        </p>
        <span
          aria-hidden
          className="mt-3 block h-5 w-2.5 bg-sea opacity-70 motion-safe:animate-pulse"
        />
      </div>
    </PanelFrame>
  );
}
