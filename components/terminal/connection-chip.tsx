import { LoaderCircle, WifiOff } from "lucide-react";
import { useNow } from "@/components/workspace/use-now";
import type { ConnectionState } from "./connection";
import type { TerminalSession } from "./session";

/** While the terminal is cut off: that it is, that it tries, and that typing is not kept. */
export function ConnectionChip({
  session,
  connection,
}: {
  session: TerminalSession;
  connection: ConnectionState;
}) {
  const attempt =
    connection.phase === "waiting" || connection.phase === "connecting" ? connection.attempt : 0;
  return (
    <div role="status" className="absolute top-3 right-5 z-10 flex max-w-[calc(100%-2rem)]">
      {attempt === 0 ? null : (
        <Cut
          attempt={attempt}
          retryAt={connection.phase === "waiting" ? connection.retryAt : null}
          onRetry={() => session.reconnect()}
        />
      )}
    </div>
  );
}

function Cut({
  attempt,
  retryAt,
  onRetry,
}: {
  attempt: number;
  retryAt: number | null;
  onRetry: () => void;
}) {
  const now = useNow(500);
  const wait = retryAt === null ? 0 : Math.ceil((retryAt - now) / 1000);
  const offline = !navigator.onLine;
  return (
    <div className="flex items-center gap-3 rounded-xl border border-line bg-surface py-2 pr-2 pl-4 text-sm shadow-(--shadow)">
      {offline ? (
        <WifiOff className="size-4.5 shrink-0 text-brass" aria-hidden />
      ) : (
        <LoaderCircle
          className="size-4.5 shrink-0 text-brass motion-safe:animate-spin"
          aria-hidden
        />
      )}
      <p>
        <strong className="font-semibold">{offline ? "Hors ligne" : "Reconnexion"}</strong>
        <span className="text-soft" aria-hidden>
          {" "}
          · essai {attempt}
          {wait > 0 ? `, dans ${wait}\u00a0s` : "…"}
        </span>
        <span className="block text-soft text-xs">
          Votre shell continue. Ce que vous tapez ici n’est pas envoyé.
        </span>
      </p>
      <button
        type="button"
        className="min-h-9 rounded-lg px-3 font-semibold text-sea hover:bg-sea-wash"
        onClick={onRetry}
      >
        Réessayer
      </button>
    </div>
  );
}
