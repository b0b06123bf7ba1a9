import type { Metadata } from "next";
import { headers } from "next/headers";
import Link from "next/link";
import { z } from "zod";
import { cellClass, DataTable, rowClass } from "@/components/operator/data-table";
import { OperatorPage } from "@/components/operator/operator-page";
import { buttonClass } from "@/components/ui/button";
import { currentUser } from "@/lib/auth/current-user";
import { database } from "@/lib/db/client";
import { readJournal } from "@/lib/operator/journal";
import { operatorOnly } from "@/lib/operator/only";

export const metadata: Metadata = { title: "Journal", robots: { index: false } };

const moment = new Intl.DateTimeFormat("fr-FR", {
  dateStyle: "short",
  timeStyle: "medium",
  timeZone: "Europe/Paris",
});

const beforeSchema = z.coerce.number().int().positive().optional().catch(undefined);

type Query = Promise<Record<string, string | string[] | undefined>>;

export default async function JournalPage({ searchParams }: { searchParams: Query }) {
  const before = beforeSchema.parse((await searchParams).avant);
  const user = await currentUser(await headers());
  const { entries, older } = await operatorOnly(user, "/admin/journal", async () =>
    readJournal(await database(), user, before),
  );
  return (
    <OperatorPage here="/admin/journal" title="Journal">
      <p className="mt-4 max-w-[60ch] text-pretty text-soft">
        Ce qui a été fait aux comptes, aux espaces de travail et aux classes des autres, et par qui.
        Les entrées sont gardées un an.
      </p>
      {entries.length === 0 ? (
        <p className="mt-6">Rien n’y est encore inscrit.</p>
      ) : (
        <DataTable label="Journal" heads={["Quand", "Qui", "Quoi", "À qui, à quoi", "Détail"]}>
          {entries.map(({ id, at, actor, action, subject, detail }) => (
            <tr key={id} className={rowClass}>
              <td className={`${cellClass} whitespace-nowrap`}>
                <time dateTime={at.toISOString()}>{moment.format(at)}</time>
              </td>
              <td className={`${cellClass} break-words`}>{actor ?? "ligne de commande"}</td>
              <td className={cellClass}>{action}</td>
              <td className={`${cellClass} max-w-72 break-words`}>{subject}</td>
              <td className={cellClass}>{detail}</td>
            </tr>
          ))}
        </DataTable>
      )}
      <div className="mt-6 flex gap-3">
        {before === undefined ? null : (
          <Link href="/admin/journal" className={buttonClass("outline")}>
            Les plus récentes
          </Link>
        )}
        {older === null ? null : (
          <Link href={`/admin/journal?avant=${older}`} className={buttonClass("outline")}>
            Plus anciennes
          </Link>
        )}
      </div>
    </OperatorPage>
  );
}
