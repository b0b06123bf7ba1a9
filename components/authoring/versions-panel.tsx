"use client";

import Link from "next/link";
import { Trouble } from "@/components/classroom/trouble";
import { useSend } from "@/components/http/use-send";
import { buttonClass } from "@/components/ui/button";

export interface ShownVersion {
  number: number;
  title: string;
  /** French */
  published: string;
  withdrawn: boolean;
}

/** What was published: each version as it was, offered to assignments or not. */
export function VersionsPanel({ id, versions }: { id: string; versions: ShownVersion[] }) {
  const { pending, trouble, send } = useSend();
  return (
    <div className="grid gap-3 p-5">
      <p className="text-soft">
        Un devoir garde la version qui lui a été donnée, même retirée ou après la suppression du
        brouillon. Les nouveaux devoirs proposent la dernière version offerte.
      </p>
      {versions.length === 0 ? <p>Rien n’est publié encore.</p> : null}
      <ul className="grid gap-2">
        {versions.map(({ number, title, published, withdrawn }) => (
          <li
            key={number}
            className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-(--radius) border border-line bg-surface px-4 py-2"
          >
            <span className="mr-auto min-w-0">
              <Link
                href={`/lecons/${id}-${number}`}
                className="font-semibold underline underline-offset-4 hover:text-sea"
              >
                Version {number}
              </Link>
              <span className="block text-soft text-sm">
                {title}, {published}
                {withdrawn ? ", retirée" : ""}
              </span>
            </span>
            <button
              type="button"
              disabled={pending}
              className={buttonClass("quiet", "text-sm")}
              aria-label={`${withdrawn ? "Offrir de nouveau" : "Retirer"} la version ${number}`}
              onClick={() =>
                void send(`/api/authoring/${id}`, {
                  ...{ action: withdrawn ? "offer" : "withdraw", number },
                })
              }
            >
              {withdrawn ? "Offrir de nouveau" : "Retirer"}
            </button>
          </li>
        ))}
      </ul>
      <Trouble>{trouble}</Trouble>
    </div>
  );
}
