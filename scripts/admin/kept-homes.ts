/** `admin workspace list --all` and `prune`: home folders that wait for their owner's return. */
import { ownerSchema } from "@/lib/protocol/ids";
import { durationSchema } from "@/lib/protocol/settings";
import type { KeptHome } from "@/lib/protocol/workspace";
import { OperatorError } from "../system/operator-error";
import type { Backend } from "./backend";
import { table } from "./table";

const mib = (bytes: number) => `${(bytes / 1024 ** 2).toFixed(1)} MiB`;
const total = (homes: readonly KeptHome[]) => mib(homes.reduce((sum, { bytes }) => sum + bytes, 0));

/** A line for each, the one that was left longest ago first. */
export async function listKeptHomes(backend: Backend, json: boolean): Promise<string> {
  const homes = (await backend.keptHomes()).sort((a, b) =>
    a.lastUsedAt.localeCompare(b.lastUsedAt),
  );
  if (json) return JSON.stringify(homes);
  if (homes.length === 0) return "No files are kept of workspaces that do not run.";
  const rows = homes.map(({ id, owner, bytes, lastUsedAt }) => [
    id,
    owner ?? "(nobody’s)",
    lastUsedAt,
    mib(bytes),
  ]);
  return `${table(["ID", "OWNER", "LAST USED", "SIZE"], rows)}\n\n${homes.length} kept, ${total(homes)}`;
}

/** Removes what was left before; who came back meanwhile keeps theirs. Tells what it did. */
export async function pruneHomes(
  backend: Backend,
  unused: string,
  dryRun: boolean,
): Promise<string> {
  const duration = durationSchema.safeParse(unused);
  if (!duration.success) {
    throw new OperatorError(`"${unused}" is not a duration`, 'for instance "90d" or "12h"');
  }
  const before = new Date(Date.now() - duration.data);
  const old = (await backend.keptHomes()).filter(
    ({ lastUsedAt }) => Date.parse(lastUsedAt) < before.getTime(),
  );
  const strays = old.filter(({ owner }) => owner === null);
  const removed: KeptHome[] = [];
  for (const home of old) {
    if (home.owner === null) continue;
    if (dryRun || (await backend.forget(ownerSchema.parse(home.owner), before))) removed.push(home);
  }
  return [
    ...removed.map(({ id, owner, bytes }) => `${id}  ${owner}  ${mib(bytes)}`),
    `${removed.length} ${dryRun ? "would be removed" : "removed"}, ${total(removed)}`,
    ...strays.map(
      ({ id }) => `${id} is nobody’s and left alone: look at it, then delete its folder yourself`,
    ),
  ].join("\n");
}
