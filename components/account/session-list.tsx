"use client";

import { MonitorSmartphone } from "lucide-react";
import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { call, troubleOf } from "@/components/http/call";
import { buttonClass } from "@/components/ui/button";
import type { SessionView } from "@/lib/protocol/account";

// The server writes the dates as well as the browser: one time zone for both.
const day = new Intl.DateTimeFormat("fr-FR", { dateStyle: "long", timeZone: "Europe/Paris" });
const dayOf = (iso: string) => day.format(new Date(iso));

/** The browsers in which one is signed in; each but this one can be signed out. */
export function SessionList({ sessions }: { sessions: SessionView[] }) {
  const router = useRouter();
  const heading = useRef<HTMLParagraphElement>(null);
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<string | null>(null);
  const end = async (path: string, done: string) => {
    if (busy) return;
    setBusy(true);
    try {
      await call(`/api/account/sessions${path}`, { method: "DELETE" });
      setSaid(done);
    } catch (error) {
      setSaid(troubleOf(error));
    }
    router.refresh();
    setBusy(false);
    // the button that was pressed goes away
    heading.current?.focus();
  };
  return (
    <>
      <ul className="border-line border-t">
        {sessions.map(({ id, device, openedAt, usedAt, current }) => (
          <li
            key={id}
            className="flex flex-wrap items-center gap-x-4 gap-y-2 border-line border-b py-3"
          >
            <MonitorSmartphone className="size-5 shrink-0 text-soft" aria-hidden />
            <div className="min-w-0 flex-1 basis-48">
              <p className="font-medium">{device}</p>
              <p className="text-soft text-sm">
                {current
                  ? `Cet appareil, connecté le ${dayOf(openedAt)}`
                  : `Connecté le ${dayOf(openedAt)}, utilisé le ${dayOf(usedAt)}`}
              </p>
            </div>
            {current ? null : (
              <button
                type="button"
                className={buttonClass("outline")}
                aria-label={`Déconnecter ${device}, connecté le ${dayOf(openedAt)}`}
                onClick={() => void end(`/${id}`, `${device} est déconnecté.`)}
              >
                Déconnecter
              </button>
            )}
          </li>
        ))}
      </ul>
      <div className="mt-4 flex flex-wrap items-center gap-x-4 gap-y-2">
        {sessions.length < 2 ? null : (
          <button
            type="button"
            className={buttonClass("quiet", "-ml-5")}
            onClick={() => void end("", "Vos autres appareils sont déconnectés.")}
          >
            Déconnecter tous les autres
          </button>
        )}
        <p ref={heading} tabIndex={-1} role="status" className="text-soft outline-none">
          {said}
        </p>
      </div>
    </>
  );
}
