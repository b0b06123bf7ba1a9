import type { Metadata } from "next";
import { headers } from "next/headers";
import { cellClass, DataTable, rowClass } from "@/components/operator/data-table";
import { OperatorPage } from "@/components/operator/operator-page";
import { StopWorkspace } from "@/components/operator/stop-workspace";
import { currentUser } from "@/lib/auth/current-user";
import { backend } from "@/lib/backend-client/client";
import { database } from "@/lib/db/client";
import { type MachineView, readMachine } from "@/lib/operator/machine";
import { operatorOnly } from "@/lib/operator/only";

export const metadata: Metadata = { title: "Machine", robots: { index: false } };

const moment = new Intl.DateTimeFormat("fr-FR", {
  dateStyle: "short",
  timeStyle: "short",
  timeZone: "Europe/Paris",
});
const at = (iso: string | null) => (iso === null ? "–" : moment.format(new Date(iso)));

export default async function MachinePage() {
  const user = await currentUser(await headers());
  const machine = await operatorOnly(user, "/admin", async () =>
    readMachine(await database(), backend(), user),
  );
  return (
    <OperatorPage here="/admin" title="Machine">
      <Parts {...machine} />
      <h2 className="mt-10 text-2xl">Espaces de travail</h2>
      <Running {...machine} />
    </OperatorPage>
  );
}

function Parts({ health }: MachineView) {
  if (health === null) {
    return (
      <p role="alert" className="mt-6 rounded-lg bg-brass-wash px-4 py-3 text-brass">
        Le service des terminaux ne répond pas. Les leçons restent lisibles ; son journal
        (backend.log) dit pourquoi, et « npm run -s admin -- doctor » ce qu’il faut faire.
      </p>
    );
  }
  const { running, prepared, waiting, max } = health.workspaces;
  const figures = [
    ["En cours", `${running} sur ${max}`],
    ["Prêts d’avance", String(prepared)],
    ["En attente d’une place", String(waiting)],
    ["Moteur", health.engine.status === "ok" ? (health.engine.version ?? "en marche") : "arrêté"],
  ] as const;
  return (
    <>
      <dl className="mt-8 grid grid-cols-2 gap-4 lg:grid-cols-4">
        {figures.map(([name, value]) => (
          <div key={name} className="rounded-xl border border-line bg-surface p-5">
            <dt className="text-soft">{name}</dt>
            <dd className="mt-1 font-display font-semibold text-2xl">{value}</dd>
          </div>
        ))}
      </dl>
      {[health.backend, health.engine].map(({ detail }) =>
        detail === undefined ? null : (
          <p
            key={detail}
            role="alert"
            className="mt-4 rounded-lg bg-brass-wash px-4 py-3 text-brass"
          >
            <span lang="en">{detail}</span>
          </p>
        ),
      )}
    </>
  );
}

function Running({ health, workspaces }: MachineView) {
  if (workspaces.length === 0) {
    return (
      <p className="mt-4 text-soft">
        {health === null || health.engine.status === "down"
          ? "On ne peut pas les voir pour l’instant."
          : "Personne ne travaille en ce moment."}
      </p>
    );
  }
  return (
    <DataTable
      label="Espaces de travail en cours"
      heads={[
        "Personne",
        "Ouvert",
        "S’arrête si rien ne bouge",
        "Conteneurs",
        "Terminaux",
        "Actions",
      ]}
    >
      {workspaces.map(({ id, owner, person, openedAt, idleStopsAt, containers, terminals }) => (
        <tr key={id} className={rowClass}>
          <th scope="row" className={`${cellClass} max-w-80 min-w-44 break-words font-medium`}>
            {person?.name ?? owner}
            {person?.about ? (
              <span className="block font-normal text-soft text-sm">{person.about}</span>
            ) : null}
          </th>
          <td className={cellClass}>{at(openedAt)}</td>
          <td className={cellClass}>{at(idleStopsAt)}</td>
          <td className={cellClass}>{containers}</td>
          <td className={cellClass}>{terminals}</td>
          <td className={cellClass}>
            <StopWorkspace owner={owner} name={person?.name ?? owner} />
          </td>
        </tr>
      ))}
    </DataTable>
  );
}
