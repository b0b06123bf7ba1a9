import { ExternalLink } from "lucide-react";
import { buttonClass } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { type LinkTarget, openLink } from "./links";
import type { TerminalSession } from "./session";

/** Shows where a link in the terminal really leads, and opens it if the learner agrees. */
export function LinkDialog({
  session,
  link,
}: {
  session: TerminalSession;
  link: LinkTarget | null;
}) {
  const close = () => session.state.set({ link: null });
  return (
    <Dialog
      open={link !== null}
      onClose={close}
      onClosed={() => session.focus()}
      title="Ouvrir ce lien ?"
      actions={
        <>
          <button type="button" className={buttonClass("outline")} onClick={close}>
            Rester ici
          </button>
          <button
            type="button"
            className={buttonClass("primary")}
            onClick={() => {
              if (link !== null) openLink(link);
              close();
            }}
          >
            <ExternalLink className="size-4.5" aria-hidden />
            Ouvrir dans un nouvel onglet
          </button>
        </>
      }
    >
      <p>
        Ce lien a été écrit par un programme. Il mène vers{" "}
        <strong className="break-all">{link?.host}</strong>&nbsp;:
      </p>
      <p className="break-all rounded-lg bg-sunken p-3 font-mono text-sm">{link?.href}</p>
      {link?.local ? (
        <p>
          Attention : cette adresse désigne <strong>votre propre ordinateur</strong>, pas votre
          espace. Un serveur lancé dans ce terminal s’interroge ici même, avec <code>curl</code>.
        </p>
      ) : null}
    </Dialog>
  );
}
