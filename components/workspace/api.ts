/**
 * The calls behind the panel. Every answer is parsed; every failure becomes a `Problem` with a
 * French message fit to be shown.
 */
import { z } from "zod";
import { socketUrlOf } from "@/components/terminal/socket-url";
import type { EngineKind } from "@/lib/protocol/engine-view";
import { errorBodySchema } from "@/lib/protocol/errors";
import {
  type OpenTerminal,
  type TerminalInfo,
  terminalInfoSchema,
  type WorkspaceView,
  workspaceViewSchema,
} from "@/lib/protocol/workspace";
import { type Problem, workspace } from "./store";

const base = "/api/workspace";
export const eventsUrl = `${base}/events`;

/** Where the WebSocket of a terminal is. */
export const socketUrl = (terminal: number): string =>
  socketUrlOf(`${base}/terminals/${terminal}/socket`);

export class ProblemError extends Error {
  override readonly name = "ProblemError";
  readonly problem: Problem;
  constructor(problem: Problem, options?: ErrorOptions) {
    super(problem.message, options);
    this.problem = problem;
  }
}

const unexpected: Problem = {
  code: "unexpected",
  message:
    "Le serveur a répondu quelque chose que cette page ne comprend pas. Rechargez la page ; si cela continue, prévenez la personne qui administre le site.",
};
const network: Problem = {
  code: "network",
  message:
    "Le site ne répond pas. Vérifiez votre connexion à Internet ; une nouvelle tentative aura lieu dès son retour.",
};

/** The clocks of server and browser may differ by minutes: the countdown follows the server's. */
function noteClock(response: Response): void {
  const sent = Date.parse(response.headers.get("date") ?? "");
  if (Number.isNaN(sent)) return;
  // the header counts whole seconds: less than two is no difference
  const offset = sent - Date.now();
  workspace.set({ clockOffset: Math.abs(offset) > 2_000 ? offset : 0 });
}

async function call<T>(
  schema: z.ZodType<T>,
  method: "GET" | "POST" | "DELETE",
  path: string,
  body?: unknown,
): Promise<T> {
  let response: Response;
  let answer: unknown;
  try {
    response = await fetch(`${base}${path}`, {
      method,
      headers: { accept: "application/json", "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      cache: "no-store",
      signal: AbortSignal.timeout(30_000),
    });
    noteClock(response);
    answer = response.status === 204 ? undefined : await response.json();
  } catch (cause) {
    throw new ProblemError(cause instanceof SyntaxError ? unexpected : network, { cause });
  }
  if (!response.ok) {
    const error = errorBodySchema.safeParse(answer);
    throw new ProblemError(error.success ? error.data.error : unexpected);
  }
  const parsed = schema.safeParse(answer);
  if (!parsed.success) throw new ProblemError(unexpected, { cause: parsed.error });
  return parsed.data;
}

const nothing = z.undefined();
const previewSchema = z.object({ url: z.url({ protocol: /^https?$/ }) });

export const api = {
  view: (): Promise<WorkspaceView> => call(workspaceViewSchema, "GET", ""),
  open: (): Promise<WorkspaceView> => call(workspaceViewSchema, "POST", ""),
  extend: (): Promise<WorkspaceView> => call(workspaceViewSchema, "POST", "/extend"),
  close: (files: "keep" | "remove"): Promise<WorkspaceView> =>
    call(workspaceViewSchema, "DELETE", `?files=${files}`),
  openTerminal: (size: OpenTerminal): Promise<TerminalInfo> =>
    call(terminalInfoSchema, "POST", "/terminals", size),
  closeTerminal: (terminal: number): Promise<undefined> =>
    call(nothing, "DELETE", `/terminals/${terminal}`),
  /** An address that opens the preview once, in a frame. */
  openPreview: (port: number, path: string): Promise<{ url: string }> =>
    call(previewSchema, "POST", `/ports/${port}/preview`, { path }),
};

/** What `docker inspect` says of an object of the learner's engine. */
export const inspectObject = (kind: EngineKind, key: string): Promise<unknown> =>
  call(z.unknown(), "GET", `/engine/${kind}/${encodeURIComponent(key)}`);

/** The problem to show for anything thrown. */
export function problemOf(error: unknown): Problem {
  return error instanceof ProblemError ? error.problem : unexpected;
}
