/**
 * The one table of what web and the operator's command line may ask. A workspace is addressed by
 * its owner, whom web knows from the session: nothing that a browser says chooses it.
 */

import { z } from "zod";
import { checkListSchema } from "@/lib/protocol/checks/check";
import { runSolutionSchema } from "@/lib/protocol/checks/solution";
import { startExerciseSchema } from "@/lib/protocol/checks/start";
import { engineKeySchema, engineKindSchema } from "@/lib/protocol/engine-view";
import {
  ownerSchema,
  portSchema,
  proofOwnerSchema,
  terminalIdSchema,
  workspaceIdSchema,
} from "@/lib/protocol/ids";
import { openWorkspaceSchema } from "@/lib/protocol/quota";
import { watcherWantsSchema, watchIdSchema } from "@/lib/protocol/watch";
import { openTerminalSchema } from "@/lib/protocol/workspace";
import type { Metrics } from "../metrics/metrics";
import { nobodyToAsk } from "../watching/messages";
import { filesSchema } from "../workspaces/record";
import type { Workspaces } from "../workspaces/workspaces";
import { type AnyRoute, route } from "./route";

const ofOwner = z.strictObject({ owner: ownerSchema });
const ofTerminal = z.strictObject({ owner: ownerSchema, id: terminalIdSchema });
/** an object of the virtual engine: a volume's name, or the hex digits of an ID */
const ofObject = z.strictObject({
  owner: ownerSchema,
  kind: engineKindSchema,
  wanted: engineKeySchema,
});
const ofWatch = z.strictObject({ owner: ownerSchema, watch: watchIdSchema });
const operatorAsks = z.enum(["learner", "operator"]).default("learner");

export function routesOf(workspaces: Workspaces, metrics: Metrics): AnyRoute[] {
  return [
    route({
      method: "GET",
      path: "/v1/health",
      // answers while the rest still waits for the engine's state after a start
      early: true,
      handle: async () => workspaces.health(),
    }),
    route({
      method: "GET",
      path: "/v1/metrics",
      handle: async () => ({ text: await metrics.text() }),
    }),
    route({
      method: "GET",
      path: "/v1/workspaces",
      handle: () => workspaces.summaries(),
    }),
    route({
      method: "GET",
      path: "/v1/kept-homes",
      handle: () => workspaces.keptHomes(),
    }),
    route({
      method: "DELETE",
      path: "/v1/owners/:owner/files",
      params: ofOwner,
      // never those of somebody who came back since, or is there: answered in_use
      query: z.strictObject({ before: z.iso.datetime() }),
      handle: ({ params, query }) => workspaces.forget(params.owner, query.before),
    }),
    route({
      method: "PUT",
      path: "/v1/owners/:owner/workspace",
      params: ofOwner,
      // without one, the machine's usual: what the command line opens
      body: openWorkspaceSchema.optional(),
      handle: ({ params, body }) => workspaces.open(params.owner, body?.quota),
    }),
    route({
      method: "GET",
      path: "/v1/owners/:owner/workspace",
      params: ofOwner,
      handle: async ({ params }) => workspaces.view(params.owner),
    }),
    route({
      method: "DELETE",
      path: "/v1/owners/:owner/workspace",
      params: ofOwner,
      // `by` tells the page who ended it; the command line says operator
      query: z.strictObject({ files: filesSchema.default("keep"), by: operatorAsks }),
      handle: ({ params, query }) => workspaces.remove(params.owner, query.files, query.by),
    }),
    route({
      method: "POST",
      path: "/v1/owners/:owner/workspace/extend",
      params: ofOwner,
      handle: async ({ params }) => workspaces.extend(params.owner),
    }),
    route({
      method: "POST",
      path: "/v1/owners/:owner/workspace/terminals",
      params: ofOwner,
      body: openTerminalSchema,
      handle: ({ params, body }) =>
        workspaces.terminals.open(workspaces.running(params.owner), body),
    }),
    route({
      method: "DELETE",
      path: "/v1/owners/:owner/workspace/terminals/:id",
      params: ofTerminal,
      handle: async ({ params }) => {
        await workspaces.terminals.close(workspaces.running(params.owner), params.id);
        return undefined;
      },
    }),
    route({
      method: "POST",
      path: "/v1/owners/:owner/watches/:watch/keyboard",
      params: ofWatch,
      body: watcherWantsSchema,
      // asks and gives up, and can do no more: the keyboard is given by its owner's own window
      handle: async ({ params: { owner, watch: id }, body: { watcher, wanted } }) => {
        const watch = workspaces.watches.find(owner, id, watcher);
        if (!wanted) watch.giveUp();
        else if (workspaces.terminals.own(workspaces.running(owner)) === 0) throw nobodyToAsk();
        else watch.ask();
        return undefined;
      },
    }),
    route({
      method: "GET",
      path: "/v1/owners/:owner/workspace/engine/:kind/:wanted",
      params: ofObject,
      handle: ({ params: { owner, kind, wanted } }) =>
        workspaces.virtualEngine.inspect(workspaces.running(owner), kind, wanted),
    }),
    route({
      method: "POST",
      path: "/v1/owners/:owner/workspace/exercise",
      params: ofOwner,
      body: startExerciseSchema,
      maxBody: largeBody,
      handle: async ({ params, body }) => {
        await workspaces.checks.begin(workspaces.running(params.owner), body);
        return undefined;
      },
    }),
    route({
      method: "POST",
      path: "/v1/owners/:owner/workspace/checks/look",
      params: ofOwner,
      body: checkListSchema,
      maxBody: largeBody,
      handle: ({ params, body }) => workspaces.checks.look(workspaces.running(params.owner), body),
    }),
    route({
      method: "POST",
      path: "/v1/owners/:owner/workspace/solution",
      // in no learner's workspace: there they type it themselves
      params: z.strictObject({ owner: proofOwnerSchema }),
      body: runSolutionSchema,
      maxBody: largeBody,
      handle: ({ params, body }) => workspaces.checks.solve(workspaces.running(params.owner), body),
    }),
  ];
}

/** An exercise's files, or its checks with their script. */
export const largeBody = 512 * 1024;

/** Served apart, because their answers do not end: see the streams' files and upgrade.ts. */
export const enginePath = { path: "/v1/owners/:owner/workspace/engine", params: ofOwner };
export const comparisonPath = { path: "/v1/owners/:owner/workspace/comparison", params: ofOwner };
export const eventsPath = { path: "/v1/owners/:owner/workspace/events", params: ofOwner };
/** Becomes the bytes of one connection: see port-connection.ts. */
export const portPath = {
  path: "/v1/owners/:owner/workspace/ports/:port/connection",
  params: z.strictObject({ owner: ownerSchema, port: portSchema }),
};
export const socketPath = {
  path: "/v1/owners/:owner/workspace/terminals/:id/socket",
  params: ofTerminal,
};
/** Another's terminal, for the account that this watch is of. */
export const watchedPath = {
  path: "/v1/owners/:owner/watches/:watch/by/:watcher/terminals/:id/socket",
  params: ofWatch.extend({ watcher: ownerSchema, id: terminalIdSchema }),
};
/** A terminal that its owner shows to a class: seen, and no more. */
export const audiencePath = {
  path: "/v1/owners/:owner/audience/:workspace/terminals/:id/socket",
  params: z.strictObject({
    owner: ownerSchema,
    workspace: workspaceIdSchema,
    id: terminalIdSchema,
  }),
};
/** Takes who watches as its body, and lasts as long as the watch. */
export const watchesPath = { path: "/v1/owners/:owner/watches", params: ofOwner };
/** Everybody who is watched. */
export const watchedOwnersPath = "/v1/watches";
export const checksPath = { path: "/v1/owners/:owner/workspace/checks", params: ofOwner };
