import { Container, FolderCheck, Gauge, SquareTerminal } from "lucide-react";
import type { ReactNode } from "react";
import { buttonClass } from "@/components/ui/button";
import { PanelFrame } from "./panel-frame";
import { PanelTitle } from "./panel-title";

const promises = [
  {
    icon: Container,
    title: "Un vrai Linux, un vrai Docker",
    text: "Un shell et un Docker rien qu’à vous. Ce que vous y faites ne touche personne d’autre : cassez, recommencez.",
  },
  {
    icon: Gauge,
    title: "Des limites visibles",
    text: "Mémoire, processeur et nombre de conteneurs sont bornés. Sans activité, l’espace s’arrête après un avertissement.",
  },
  {
    icon: FolderCheck,
    title: "Vos fichiers restent",
    text: "Votre dossier personnel est conservé d’une fois à l’autre, jusqu’à ce que vous le supprimiez. Images et conteneurs, eux, s’en vont à l’arrêt.",
  },
];

/** The panel before the terminal is opened: what one gets, and the button. */
export function Invitation({
  filesKept = false,
  besideLesson = true,
  below,
  onOpen,
  onIntent,
}: {
  filesKept?: boolean;
  besideLesson?: boolean;
  below?: ReactNode;
  onOpen: () => void;
  /** the pointer or the keyboard is on the button: what it needs can be fetched */
  onIntent?: () => void;
}) {
  return (
    <PanelFrame bar={<PanelTitle />}>
      <div className="grid min-h-0 flex-1 overflow-y-auto p-6">
        <div className="m-auto w-full max-w-md">
          <h2 className="mb-2 font-display font-semibold text-2xl">
            {filesKept ? "Vos fichiers vous attendent" : "Essayez pour de vrai"}
          </h2>
          <p className="mb-6 text-pretty text-soft">
            {besideLesson
              ? "Ouvrez le terminal, puis cliquez sur les commandes de la leçon : elles s’y tapent sous vos yeux."
              : "Ouvrez le terminal : ici, toute la place est à vos essais. C’est le même espace qu’à côté des leçons."}
          </p>
          <button
            type="button"
            className={buttonClass("primary", "w-full sm:w-auto")}
            onClick={onOpen}
            onPointerEnter={onIntent}
            onFocus={onIntent}
          >
            <SquareTerminal className="size-5" aria-hidden />
            Ouvrir le terminal
          </button>
          <ul className="mt-8 space-y-5">
            {promises.map(({ icon: Icon, title, text }) => (
              <li key={title} className="flex gap-4">
                <span className="grid size-10 shrink-0 place-items-center rounded-lg bg-sea-wash text-sea">
                  <Icon className="size-5" aria-hidden />
                </span>
                <p className="text-sm leading-relaxed">
                  <strong className="block font-semibold text-base">{title}</strong>
                  <span className="text-soft">{text}</span>
                </p>
              </li>
            ))}
          </ul>
          {below}
        </div>
      </div>
    </PanelFrame>
  );
}
