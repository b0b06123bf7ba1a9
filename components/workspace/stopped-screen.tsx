import { CircleStop, HardDrive, Moon, RotateCw, Trash2, Unplug, Wrench } from "lucide-react";
import { buttonClass } from "@/components/ui/button";
import type { StopReason } from "@/lib/protocol/workspace";
import { StateScreen } from "./state-screen";

const reasons = {
  idle: {
    icon: Moon,
    title: "Votre espace s’est mis en veille",
    text: "Rien ne s’y passait depuis un moment : il a été arrêté pour laisser sa place.",
  },
  learner: {
    icon: CircleStop,
    title: "Votre espace est arrêté",
    text: "Vous l’avez arrêté.",
  },
  operator: {
    icon: Wrench,
    title: "Votre espace a été arrêté",
    text: "La personne qui administre le site l’a arrêté.",
  },
  lost: {
    icon: Unplug,
    title: "Votre espace s’est interrompu",
    text: "Il s’est arrêté sans qu’on le lui demande : le serveur a peut-être redémarré.",
  },
  disk: {
    icon: HardDrive,
    title: "Votre espace a été arrêté",
    text: "Il continuait à écrire alors que sa place sur le disque était épuisée. Rouvrez-le, puis supprimez les fichiers dont vous n’avez pas besoin : « du -sh ~/* » montre ce qu’ils occupent.",
  },
} as const satisfies Record<StopReason, unknown>;

const removal = {
  icon: Trash2,
  title: "Tout est supprimé",
  text: "Vos terminaux, vos conteneurs, vos images et vos fichiers ont été supprimés, comme vous l’avez demandé.",
};

const when = new Intl.DateTimeFormat("fr-FR", { dateStyle: "long", timeStyle: "short" });

/** The workspace is no more: why, what is kept, and how to have it again. */
export function StoppedScreen({
  stopped,
  filesKept,
  onOpen,
}: {
  stopped: { reason: StopReason; at: string };
  filesKept: boolean;
  onOpen: () => void;
}) {
  const removed = stopped.reason === "learner" && !filesKept;
  const { icon, title, text } = removed ? removal : reasons[stopped.reason];
  return (
    <StateScreen
      icon={icon}
      tone={stopped.reason === "lost" || stopped.reason === "disk" ? "coral" : "sea"}
      title={title}
      live
      actions={
        <button type="button" className={buttonClass("primary")} onClick={onOpen}>
          <RotateCw className="size-4.5" aria-hidden />
          Rouvrir
        </button>
      }
    >
      <p>{text}</p>
      <p>
        {filesKept
          ? "Les fichiers de votre dossier personnel sont conservés. Vos conteneurs et vos images, eux, sont partis : il suffira de les relancer."
          : "Il n’en reste rien : un nouvel espace commencera à neuf."}
      </p>
      <p className="text-sm">
        Le <time dateTime={stopped.at}>{when.format(new Date(stopped.at))}</time>
      </p>
    </StateScreen>
  );
}
