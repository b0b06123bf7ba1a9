import type { ReactNode } from "react";
import { isMac, keyNames } from "@/components/terminal/keys";
import { Dialog } from "@/components/ui/dialog";

/** How copying, pasting and the keys work here: as in a desktop terminal, and why. */
export function ShortcutsDialog({
  open,
  onClose,
  onClosed,
}: {
  open: boolean;
  onClose: () => void;
  onClosed: () => void;
}) {
  const mac = isMac();
  const keys = keyNames(mac);
  return (
    <Dialog
      open={open}
      onClose={onClose}
      onClosed={onClosed}
      title="Le clavier dans le terminal"
      long
    >
      <p className="text-soft">
        Ce terminal se comporte comme celui d’un ordinateur :{" "}
        {mac ? null : (
          <>
            <Key>Ctrl + C</Key> y interrompt le programme en cours, il ne copie pas.{" "}
          </>
        )}
        Les autres touches, Tabulation et Échap comprises, vont au shell.
      </p>
      <dl className="grid grid-cols-[auto_1fr] items-baseline gap-x-5 gap-y-1.5">
        <Row keys={keys.copy}>copier le texte sélectionné à la souris</Row>
        <Row keys={keys.paste}>coller (ou clic droit, puis « Coller »)</Row>
        <Row keys="Ctrl + C">interrompre le programme en cours</Row>
        <Row keys="Ctrl + D">terminer la saisie ; à l’invite, quitter le shell</Row>
        <Row keys="Ctrl + L">effacer l’écran</Row>
        <Row keys="Tab">compléter le mot commencé</Row>
        <Row keys="↑ ↓">retrouver les commandes précédentes</Row>
        <Row keys="Alt + Entrée">taper la prochaine commande de la leçon</Row>
        <Row keys={keys.find}>rechercher dans le terminal</Row>
        <Row keys={`${keys.larger} / −`}>agrandir, réduire le texte</Row>
        <Row keys="Maj + Page ↑ ↓">remonter, redescendre dans ce qui a défilé</Row>
        <Row keys={keys.leave}>
          <strong className="text-ink">sortir du terminal</strong> et revenir à ses onglets ; de là,
          Tab parcourt la page, Suppr ferme l’onglet et Entrée revient dans le terminal
        </Row>
      </dl>
      <p className="text-soft text-sm">
        Plusieurs lignes collées demandent confirmation quand le programme les exécuterait aussitôt.
        Les programmes, eux, ne peuvent ni lire ni modifier votre presse-papiers.
      </p>
    </Dialog>
  );
}

function Key({ children }: { children: ReactNode }) {
  return (
    <kbd className="whitespace-nowrap rounded-md border border-edge border-b-2 bg-paper px-1.5 py-0.5 font-mono text-ink text-xs">
      {children}
    </kbd>
  );
}

function Row({ keys, children }: { keys: string; children: ReactNode }) {
  return (
    <>
      <dt>
        <Key>{keys}</Key>
      </dt>
      <dd className="text-soft">{children}</dd>
    </>
  );
}
