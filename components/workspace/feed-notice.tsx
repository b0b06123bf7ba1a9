import type { WorkspaceState } from "./store";

/** Said, for screen readers only, when the page has lost the site: the terminal shows it itself. */
export function FeedNotice({ feed }: { feed: WorkspaceState["feed"] }) {
  return (
    <p role="status" className="sr-only">
      {feed === "lost" ? "Connexion au site perdue, nouvelles tentatives en cours." : ""}
    </p>
  );
}
