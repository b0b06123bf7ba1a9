/**
 * Server-sent events: the results of a list of checks, whole, at once and on each change, until
 * either side leaves or the workspace ends. It says nothing of the learner's activity: a page that
 * is left open keeps no workspace alive.
 */
import type { ServerResponse } from "node:http";
import type { Check, CheckResult } from "@/lib/protocol/checks/check";
import type { Owner } from "@/lib/protocol/ids";
import type { Workspaces } from "../workspaces/workspaces";

const heartbeatMs = 15_000;

/** Throws EscaleError too_many_requests, no_workspace before anything is written. */
export function streamChecks(
  workspaces: Workspaces,
  owner: Owner,
  checks: readonly Check[],
  response: ServerResponse,
): void {
  const workspace = workspaces.running(owner);
  let last: readonly CheckResult[] | null = null;
  const send = () => {
    if (last === null || response.destroyed || response.writableNeedDrain) return;
    response.write(`data: ${JSON.stringify(last)}\n\n`);
    last = null;
  };
  const watch = workspaces.checks.watch(workspace, checks, (results) => {
    last = results;
    send();
  });
  response.writeHead(200, {
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-store, no-transform",
  });
  response.write(": here\n\n");
  // told of no change of the workspace's own, except that it is another or none
  const stop = workspaces.subscribe(owner, () => {
    const view = workspaces.view(owner);
    if (view.state !== "running" || view.id !== workspace) response.end();
  });
  const heartbeat = setInterval(() => {
    if (!response.writableNeedDrain) response.write(": still there\n\n");
  }, heartbeatMs);
  response.on("drain", send);
  response.on("close", () => {
    clearInterval(heartbeat);
    stop();
    watch.close();
  });
}
