"use client";

import { useEffect } from "react";
import { MessageBody } from "./message-body";
import { dismiss, useOwnState } from "./own-state";

const time = new Intl.DateTimeFormat("fr-FR", { hour: "2-digit", minute: "2-digit" });

/** What was said during the session, in the class's page: the newest first. */
export function SessionMessages({ classId }: { classId: string }) {
  const { live } = useOwnState();
  const messages = live?.messages.filter((one) => one.classId === classId).toReversed() ?? [];
  const shown = messages.map(({ id }) => id).join();
  useEffect(() => {
    // read here, they are not shown on the next page again
    if (shown !== "") for (const id of shown.split(",")) dismiss(id);
  }, [shown]);
  if (messages.length === 0) return null;
  return (
    <section aria-labelledby="messages" aria-live="polite" className="mt-10">
      <h2 id="messages" className="text-2xl">
        Messages de la séance
      </h2>
      <ul className="mt-4 grid gap-3">
        {messages.map((message) => (
          <li key={message.id} className="rounded-xl border border-line bg-surface px-5 py-4">
            <p className="mb-1 text-soft text-sm">
              {message.author}, à {time.format(message.sentAt)}
              {message.personal ? ", pour vous" : ""}
            </p>
            <MessageBody message={message} />
          </li>
        ))}
      </ul>
    </section>
  );
}
