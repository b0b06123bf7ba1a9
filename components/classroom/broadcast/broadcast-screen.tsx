import { MonitorOff } from "lucide-react";
import { useStore } from "@/components/workspace/create-store";
import type { Broadcast } from "@/lib/protocol/broadcast";
import { WatchedScreen } from "../watch/watched-screen";
import { broadcasts, shownToMe } from "./store";

/** A trainer's terminal, live: to be looked at. Fills the place it is given. */
export default function BroadcastScreen({ classId }: { classId?: string }) {
  const state = useStore(broadcasts);
  const shown =
    classId === undefined
      ? shownToMe(state)
      : (state.news?.broadcasts.find((each) => each.classId === classId) ?? null);
  if (shown === null)
    return (
      <div className="grid h-full place-items-center p-6">
        <p
          role="status"
          className="grid max-w-[40ch] justify-items-center gap-3 text-center text-soft"
        >
          <MonitorOff className="size-8" aria-hidden />
          {state.news === null ? "Connexion…" : "Aucun terminal n’est diffusé en ce moment."}
        </p>
      </div>
    );
  return <Live shown={shown} />;
}

function Live({ shown }: { shown: Broadcast }) {
  return (
    <div className="flex h-full min-h-0 flex-1 flex-col">
      <p className="flex h-11 shrink-0 items-center gap-3 border-line border-b bg-surface px-4 text-sm">
        <span aria-hidden className="size-2.5 shrink-0 rounded-full bg-coral" />
        <span className="min-w-0 truncate">
          Terminal de <strong className="font-semibold">{shown.name}</strong>, en direct
        </span>
      </p>
      <div className="relative min-h-0 flex-1">
        <WatchedScreen
          key={`${shown.classId} ${shown.since}`}
          url={`/api/classes/${shown.classId}/broadcast/socket`}
        />
      </div>
    </div>
  );
}
