/** Every pane there is; pane.ts says how to add one. */
import { Container, FileCode, Globe, Presentation, SquareTerminal } from "lucide-react";
import dynamic from "next/dynamic";
import { PreviewPane } from "@/components/previews/preview-pane";
import { TerminalPane } from "../terminal-pane";
import { type Pane, paneIds } from "./pane";

const loading = () => <p className="p-4 text-soft text-sm">Chargement…</p>;

const EditorPane = dynamic(() => import("@/components/editor/editor-pane"), {
  ssr: false,
  loading,
});
const EnginePane = dynamic(
  () => import("@/components/engine-view/engine-pane").then((module) => module.EnginePane),
  { ssr: false },
);

const BroadcastPane = dynamic(
  () =>
    import("@/components/classroom/broadcast/broadcast-pane").then(
      (module) => module.BroadcastPane,
    ),
  { ssr: false, loading },
);

const registered: readonly Pane[] = [
  {
    id: "broadcast",
    label: "Diffusion",
    Icon: Presentation,
    letter: "d",
    Body: BroadcastPane,
  },
  {
    id: "editor",
    label: "Éditeur",
    Icon: FileCode,
    letter: "e",
    Body: EditorPane,
  },
  {
    id: "engine",
    label: "Mon moteur",
    Icon: Container,
    letter: "l",
    Body: EnginePane,
  },
  {
    id: "terminal",
    label: "Terminal",
    Icon: SquareTerminal,
    letter: null,
    Body: TerminalPane,
  },
  {
    id: "preview",
    label: "Aperçu",
    Icon: Globe,
    letter: "y",
    Body: PreviewPane,
  },
];

/** In the order they have on the page. */
export const paneRegistry: readonly Pane[] = paneIds.flatMap((id) =>
  registered.filter((pane) => pane.id === id),
);
