/** The machine as an admin sees it: its parts, its places, whose workspaces run. */
import { audit } from "@/lib/audit/audit";
import type { CurrentUser } from "@/lib/auth/current-user";
import { authorize } from "@/lib/authorization/authorize";
import type { BackendClient } from "@/lib/backend-client/client";
import type { Database } from "@/lib/db/client";
import { isEscaleError } from "@/lib/protocol/errors";
import type { BackendHealth } from "@/lib/protocol/health";
import type { Owner } from "@/lib/protocol/ids";
import type { WorkspaceSummary } from "@/lib/protocol/workspace";
import { namedUser, type PersonLine, personInWords, personLine } from "./people";

export interface RunningWorkspace extends WorkspaceSummary {
  readonly owner: string;
  /** of its owner; null for one without an account here, as the command line opens them */
  readonly person: PersonLine | null;
}

/** null: the backend does not answer. */
export interface MachineView {
  readonly health: BackendHealth | null;
  readonly workspaces: readonly RunningWorkspace[];
}

/** Oldest first. Throws EscaleError not_signed_in, forbidden, database_unavailable. */
export async function readMachine(
  db: Pick<Database, "user">,
  backend: Pick<BackendClient, "health" | "workspaces">,
  user: CurrentUser | null,
): Promise<MachineView> {
  authorize(user, "admin.read");
  try {
    const [health, all] = await Promise.all([backend.health(), backend.workspaces()]);
    return { health, workspaces: await named(db, all) };
  } catch (error) {
    // what the page then says; the engine may be away too, and the backend tells which
    if (isEscaleError(error) && error.code === "backend_unavailable")
      return { health: null, workspaces: [] };
    if (isEscaleError(error) && error.code === "engine_unavailable")
      return { health: await backend.health(), workspaces: [] };
    throw error;
  }
}

async function named(
  db: Pick<Database, "user">,
  all: readonly WorkspaceSummary[],
): Promise<RunningWorkspace[]> {
  const running = all.flatMap((each) =>
    each.owner === null ? [] : [{ ...each, owner: each.owner }],
  );
  const users = await db.user.findMany({
    where: { id: { in: running.map(({ owner }) => owner) } },
    select: namedUser,
  });
  const known = new Map(users.map((each) => [each.id, each]));
  return running
    .map((each) => {
      const user = known.get(each.owner);
      return { ...each, person: user === undefined ? null : personLine(user) };
    })
    .toSorted((one, other) => (one.openedAt ?? "").localeCompare(other.openedAt ?? ""));
}

/** Ends it; its files are kept, and its page says who ended it. Throws EscaleError forbidden. */
export async function stopWorkspace(
  db: Pick<Database, "user" | "auditEntry">,
  backend: Pick<BackendClient, "stopForOperator">,
  user: CurrentUser | null,
  owner: Owner,
): Promise<void> {
  authorize(user, "user.manage");
  const found = await db.user.findUnique({ where: { id: owner }, select: namedUser });
  await audit(db, {
    actor: user,
    action: "workspace.stop",
    subject: found === null ? owner : personInWords(found),
  });
  await backend.stopForOperator(owner);
}
