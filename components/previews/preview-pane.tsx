import { ExternalLink, RotateCw, TriangleAlert } from "lucide-react";
import { useCallback, useEffect, useRef, useState } from "react";
import { iconButtonClass } from "@/components/ui/button";
import { useStore } from "@/components/workspace/create-store";
import type { PaneProps } from "@/components/workspace/panes/pane";
import { usePaneFocus } from "@/components/workspace/panes/store";
import { AddressBar } from "./address-bar";
import { NothingPublished } from "./nothing-published";
import { chooseFrom, preview, tabAddress } from "./store";
import { useEntry } from "./use-entry";

/** What a container serves on a port that it publishes. */
export function PreviewPane({ view }: PaneProps) {
  const { port, path } = useStore(preview);
  const published = view.ports.some((each) => each.port === port);
  /** the port whose page has been shown here: it stays when its container goes */
  const [seen, setSeen] = useState<number | null>(null);
  if (published && port !== null && seen !== port) setSeen(port);
  useEffect(() => {
    if (seen === null) chooseFrom(view.ports);
  }, [seen, view.ports]);

  if (port === null || (!published && seen !== port)) return <NothingPublished />;
  return <Preview key={port} port={port} path={path} published={published} />;
}

function Preview({ port, path, published }: { port: number; path: string; published: boolean }) {
  const [turn, setTurn] = useState(0);
  const { url, problem } = useEntry(port, path, published, turn);
  const address = useRef<HTMLInputElement>(null);
  const reload = () => setTurn(turn + 1);
  const takeKeyboard = useCallback(() => address.current?.focus(), []);
  usePaneFocus("preview", takeKeyboard);
  return (
    <>
      <div className="flex h-11 shrink-0 items-center border-line border-b bg-surface">
        <button
          type="button"
          className={iconButtonClass()}
          aria-label="Recharger l’aperçu"
          title="Recharger"
          onClick={reload}
        >
          <RotateCw className="size-4.5" aria-hidden />
        </button>
        <AddressBar
          input={address}
          port={port}
          path={path}
          onGo={(next) => (next === path ? reload() : preview.set({ path: next }))}
        />
        <a
          className={iconButtonClass()}
          href={tabAddress(port, path)}
          target="_blank"
          rel="noopener"
          aria-label="Ouvrir dans un onglet"
          title="Ouvrir dans un onglet"
        >
          <ExternalLink className="size-4.5" aria-hidden />
        </a>
      </div>
      <p
        role="status"
        className="flex items-center gap-2 bg-brass-wash px-4 py-2 text-brass text-sm empty:hidden"
      >
        {published || problem !== null ? null : (
          <>
            <TriangleAlert className="size-4 shrink-0" aria-hidden />
            Aucun conteneur en marche ne publie plus le port {port}. L’aperçu reviendra avec lui.
          </>
        )}
      </p>
      {problem === null ? (
        <iframe
          key={url}
          title={`Contenu du port ${port}`}
          src={url ?? "about:blank"}
          // not allow-top-navigation: what a container serves must not lead this page away
          sandbox="allow-scripts allow-same-origin allow-forms allow-modals allow-popups allow-downloads"
          // on white, as a page that says nothing of its background expects
          className="min-h-0 w-full flex-1 border-0 bg-white [color-scheme:light]"
        />
      ) : (
        <p role="alert" className="m-auto max-w-md p-6 text-center text-pretty text-soft">
          {problem}
        </p>
      )}
    </>
  );
}
