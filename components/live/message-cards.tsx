"use client";

import { X } from "lucide-react";
import { usePathname } from "next/navigation";
import { iconButtonClass } from "@/components/ui/button";
import type { Message } from "@/lib/protocol/live";
import { MessageBody } from "./message-body";
import { dismiss, useOwnState } from "./own-state";

/** At once on the page, among its notices: the oldest unread message, and how many wait behind it. */
export function MessageCards() {
  const { live, dismissed } = useOwnState();
  const path = usePathname();
  const unread =
    live?.messages.filter(
      // the class's own page lists them
      ({ id, classId }) => !dismissed.includes(id) && path !== `/classes/${classId}`,
    ) ?? [];
  const [first, ...rest] = unread;
  if (first === undefined) return null;
  return (
    <section aria-label="Messages de votre formateur" className="notice">
      <Card key={first.id} message={first} waiting={rest.length} />
    </section>
  );
}

function Card({ message, waiting }: { message: Message; waiting: number }) {
  const close = () => dismiss(message.id);
  return (
    <article className="rounded-xl border border-sea bg-surface py-2 pr-1 pl-4">
      <header className="flex items-center gap-2">
        <p className="min-w-0 flex-1 truncate text-sm">
          <strong>{message.author}</strong>{" "}
          <span className="text-soft">
            {message.personal ? "vous écrit" : "écrit à la classe"}
            {waiting > 0 ? ` · ${waiting} à lire ensuite` : ""}
          </span>
        </p>
        <button
          type="button"
          aria-label="Fermer ce message"
          title="Fermer ce message"
          className={iconButtonClass()}
          onClick={close}
        >
          <X className="size-5" aria-hidden />
        </button>
      </header>
      <div className="pr-3 pb-2">
        <MessageBody message={message} onRun={close} />
      </div>
    </article>
  );
}
