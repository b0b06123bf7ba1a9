import type { Metadata } from "next";
import { headers } from "next/headers";
import { cellClass, DataTable, rowClass } from "@/components/operator/data-table";
import { OperatorPage } from "@/components/operator/operator-page";
import { QuotaForm } from "@/components/operator/quota-form";
import { currentUser } from "@/lib/auth/current-user";
import { quotaWords } from "@/lib/classroom/quota-words";
import { database } from "@/lib/db/client";
import { listClasses } from "@/lib/operator/classes";
import { operatorOnly } from "@/lib/operator/only";
import { ceilings, usual } from "@/lib/protocol/quota";
import { runtime } from "@/lib/runtime/settings";

export const metadata: Metadata = { title: "Classes", robots: { index: false } };

const day = new Intl.DateTimeFormat("fr-FR", { dateStyle: "medium", timeZone: "Europe/Paris" });

/** The classes of the site, and what their workspaces may use. */
export default async function OperatedClassesPage() {
  const user = await currentUser(await headers());
  const classes = await operatorOnly(user, "/admin/classes", async () =>
    listClasses(await database(), user),
  );
  const { settings } = runtime();
  const { outside, ...ordinary } = usual(settings);
  return (
    <OperatorPage here="/admin/classes" title="Classes">
      <p className="mt-4 max-w-[60ch] text-pretty text-soft">
        Les classes en cours, et ce que peut utiliser l’espace de travail de chacun de leurs
        apprenants. Qui est dans plusieurs classes a le plus que l’une d’elles donne.
      </p>
      {classes.length === 0 ? (
        <p className="mt-6">Il n’y a pas de classe en cours.</p>
      ) : (
        <DataTable
          label="Classes"
          heads={["Classe", "Formateurs", "Apprenants", "Créée", "Ressources", "Actions"]}
        >
          {classes.map(({ id, name, trainers, learners, createdAt, quota }) => (
            <tr key={id} className={rowClass}>
              <th scope="row" className={`${cellClass} min-w-40 max-w-72 break-words font-medium`}>
                {name}
              </th>
              <td className={`${cellClass} max-w-56 break-words`}>{trainers.join(", ")}</td>
              <td className={cellClass}>{learners}</td>
              <td className={`${cellClass} whitespace-nowrap`}>{day.format(createdAt)}</td>
              <td className={`${cellClass} min-w-44`}>
                {quotaWords(quota).join(", ") || "celles de la machine"}
              </td>
              <td className={cellClass}>
                <QuotaForm
                  classId={id}
                  name={name}
                  quota={quota}
                  ordinary={ordinary}
                  most={ceilings(settings)}
                  opens={outside !== "none"}
                />
              </td>
            </tr>
          ))}
        </DataTable>
      )}
    </OperatorPage>
  );
}
