import { CloudOff, LoaderCircle } from "lucide-react";
import type { EngineView } from "@/lib/protocol/engine-view";
import type { EngineState } from "./engine-store";
import { count } from "./words";

/** How much there is, or why what is shown may be old. */
export function StatusLine({
  status,
  view,
}: {
  status: EngineState["status"];
  view: EngineView | null;
}) {
  return (
    <div className="engine-status">
      {status === "live" && view !== null ? <Sums view={view} /> : null}
      <p role="status" className="empty:hidden">
        {status === "live" ? null : <Trouble status={status} />}
      </p>
    </div>
  );
}

function Sums({ view: { containers, images, networks, volumes } }: { view: EngineView }) {
  const running = containers.filter(({ state }) => state === "running").length;
  const sums = [
    count(containers.length, "conteneur", "conteneurs") +
      (containers.length === 0 ? "" : ` (${running} en marche)`),
    count(images.length, "image", "images"),
    count(networks.length, "réseau", "réseaux"),
    count(volumes.length, "volume", "volumes"),
  ];
  return <span className="truncate tabular-nums">{sums.join(" · ")}</span>;
}

function Trouble({ status }: { status: EngineState["status"] }) {
  const words = {
    loading: "Lecture de votre moteur…",
    live: "Lecture de votre moteur…",
    lost: "Connexion au site perdue : ce dessin n’est plus à jour. Nouvelle tentative…",
    away: "Le moteur ne répond pas : ce dessin n’est plus à jour. Nouvelle tentative…",
    closed: "Votre espace n’est pas ouvert : son moteur ne contient rien.",
  };
  const lost = status === "lost" || status === "away";
  const Icon = lost ? CloudOff : LoaderCircle;
  return (
    <span className={lost ? "engine-trouble" : "inline-flex items-center gap-2"}>
      <Icon className="size-4 shrink-0" aria-hidden />
      {words[status]}
    </span>
  );
}
