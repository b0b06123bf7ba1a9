import { Search } from "lucide-react";
import type { Metadata } from "next";
import { headers } from "next/headers";
import Link from "next/link";
import { z } from "zod";
import { PasswordLinkButton, RoleChoice } from "@/components/operator/account-actions";
import { cellClass, DataTable, rowClass } from "@/components/operator/data-table";
import { OperatorPage } from "@/components/operator/operator-page";
import { buttonClass } from "@/components/ui/button";
import { currentUser } from "@/lib/auth/current-user";
import { database } from "@/lib/db/client";
import { accountsPerPage, findAccounts } from "@/lib/operator/accounts";
import { operatorOnly } from "@/lib/operator/only";
import { roleNames } from "@/lib/operator/role-names";
import { roleSchema, roles } from "@/lib/protocol/account";

export const metadata: Metadata = { title: "Comptes", robots: { index: false } };

/** What is not understood of an address is as if it were not there. */
const searchSchema = z.object({
  q: z.string().trim().max(200).default("").catch(""),
  role: roleSchema.optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(10_000).default(1).catch(1),
});

const day = new Intl.DateTimeFormat("fr-FR", { dateStyle: "medium", timeZone: "Europe/Paris" });

type Query = Promise<Record<string, string | string[] | undefined>>;

export default async function AccountsPage({ searchParams }: { searchParams: Query }) {
  const { q, role, page } = searchSchema.parse(await searchParams);
  const user = await currentUser(await headers());
  const found = await operatorOnly(user, "/admin/comptes", async () =>
    findAccounts(await database(), user, { query: q, role, page }),
  );
  const pages = Math.max(1, Math.ceil(found.total / accountsPerPage));
  const to = (wanted: number) =>
    `/admin/comptes?${new URLSearchParams({ ...(q && { q }), ...(role && { role }), page: String(wanted) })}`;
  return (
    <OperatorPage here="/admin/comptes" title="Comptes">
      <p className="mt-4 text-soft">
        {found.guests.toLocaleString("fr-FR")} {found.guests > 1 ? "invités" : "invité"} en plus des
        comptes ci-dessous.
      </p>
      <search>
        <form action="/admin/comptes" className="mt-6 flex flex-wrap gap-3">
          <input
            key={q}
            type="search"
            name="q"
            defaultValue={q}
            maxLength={200}
            aria-label="Nom ou adresse"
            placeholder="Nom ou adresse"
            autoComplete="off"
            spellCheck={false}
            className="min-h-11 min-w-0 flex-1 basis-56 rounded-lg border border-edge bg-surface px-4"
          />
          <select
            key={role ?? "all"}
            name="role"
            defaultValue={role ?? ""}
            aria-label="Rôle"
            className="min-h-11 rounded-lg border border-edge bg-surface px-3"
          >
            <option value="">Tous les rôles</option>
            {roles.map((each) => (
              <option key={each} value={each}>
                {roleNames[each]}
              </option>
            ))}
          </select>
          <button type="submit" className={buttonClass("primary")}>
            <Search className="size-5" aria-hidden />
            Chercher
          </button>
        </form>
      </search>
      {found.accounts.length === 0 ? (
        <p className="mt-6">Aucun compte ne correspond.</p>
      ) : (
        <DataTable label="Comptes" heads={["Nom", "Adresse", "Depuis", "Rôle", "Actions"]}>
          {found.accounts.map(({ id, name, email, role: theirs, createdAt, canSignIn }) => (
            <tr key={id} className={rowClass}>
              <th scope="row" className={`${cellClass} max-w-64 break-words font-medium`}>
                {name}
                {canSignIn ? null : (
                  <span className="block font-normal text-soft text-sm">
                    n’a pas encore de mot de passe
                  </span>
                )}
              </th>
              <td className={`${cellClass} max-w-72 break-words`}>{email}</td>
              <td className={`${cellClass} whitespace-nowrap`}>
                {day.format(new Date(createdAt))}
              </td>
              <td className={cellClass}>
                {id === user?.id ? (
                  roleNames[theirs]
                ) : (
                  <RoleChoice id={id} name={name} role={theirs} />
                )}
              </td>
              <td className={cellClass}>
                <PasswordLinkButton id={id} name={name} />
              </td>
            </tr>
          ))}
        </DataTable>
      )}
      {pages === 1 ? null : (
        <nav aria-label="Pages" className="mt-6 flex items-center gap-3">
          {page > 1 ? (
            <Link href={to(page - 1)} className={buttonClass("outline")}>
              Précédents
            </Link>
          ) : null}
          <span className="text-soft">
            Page {page} sur {pages}
          </span>
          {page < pages ? (
            <Link href={to(page + 1)} className={buttonClass("outline")}>
              Suivants
            </Link>
          ) : null}
        </nav>
      )}
    </OperatorPage>
  );
}
