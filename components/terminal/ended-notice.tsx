import { buttonClass } from "@/components/ui/button";
import type { ConnectionState } from "./connection";

/** Below a screen whose terminal is no more: why, and what next. The screen stays readable. */
export function EndedNotice({
  connection,
  onAdd,
  onClose,
}: {
  connection: ConnectionState;
  onAdd: () => void;
  onClose: () => void;
}) {
  if (connection.phase !== "ended" || connection.why === "disposed") return null;
  return (
    <div
      role="status"
      className="absolute inset-x-0 bottom-0 z-10 flex flex-wrap items-center gap-3 border-line border-t bg-surface px-4 py-3 text-sm"
    >
      <p className="min-w-48 flex-1">{sentence(connection)}</p>
      {connection.why === "unauthorized" || connection.why === "protocol" ? (
        <button
          type="button"
          className={buttonClass("primary", "text-sm")}
          onClick={() => location.reload()}
        >
          Recharger la page
        </button>
      ) : (
        <>
          <button type="button" className={buttonClass("primary", "text-sm")} onClick={onAdd}>
            Nouvel onglet
          </button>
          <button type="button" className={buttonClass("outline", "text-sm")} onClick={onClose}>
            Fermer celui-ci
          </button>
        </>
      )}
    </div>
  );
}

function sentence(ended: Extract<ConnectionState, { phase: "ended" }>): string {
  switch (ended.why) {
    case "exited":
      return ended.status === null || ended.status === 0
        ? "Le shell de cet onglet est terminé."
        : `Le shell de cet onglet est terminé, avec le code ${ended.status}.`;
    case "gone":
      return "Ce terminal n’existe plus.";
    case "unauthorized":
      return "Votre session a pris fin. Rechargez la page pour continuer.";
    case "protocol":
      return "Cette page et le serveur ne se comprennent plus : il a sans doute été mis à jour. Rechargez la page, votre shell continue.";
    case "disposed":
      return "";
  }
}
