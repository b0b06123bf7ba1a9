/**
 * Keeps the store's `view` true: one EventSource on the workspace's changes, opened again whenever
 * it is lost, and the view asked for anew each time it comes back.
 */
import { type WorkspaceView, workspaceViewSchema } from "@/lib/protocol/workspace";
import { api, eventsUrl, problemOf } from "./api";
import { workspace } from "./store";

/** After an answer that ends the stream (server restarting, session over): tried again after, ms. */
const retryMs = [1_000, 2_000, 4_000, 8_000, 15_000];
/**
 * A page nobody looks at lets go of its stream after this long, ms: browsers keep six connections
 * per site (HTTP/1.1), and as many forgotten tabs would leave none for the seventh. Not while in
 * line, since the stream holds the place.
 */
const hiddenMs = 30_000;

let source: EventSource | null = null;
let retry: ReturnType<typeof setTimeout> | undefined;
let hide: ReturnType<typeof setTimeout> | undefined;
let failures = 0;
let following = false;

/** Asks for the view now; a failure is shown, and the last known view stays. */
export async function refresh(): Promise<void> {
  try {
    workspace.set({ view: await api.view(), problem: null });
  } catch (error) {
    workspace.set({ problem: problemOf(error) });
  }
}

/** Nothing was ever opened: there is nothing to hear of, and maybe no session to hear it by. */
function nothingToHear(): boolean {
  const { view } = workspace.get();
  return view?.state === "none" && view.stopped === null;
}

/**
 * The backend is restarting and its shells live on: the terminals stay on the screen, where each
 * says that it reconnects. The stream ends after this event, and the browser asks again.
 */
function isPassing(view: WorkspaceView): boolean {
  return (
    view.state === "unavailable" &&
    view.code === "backend_unavailable" &&
    workspace.get().view?.state === "running"
  );
}

function listen(): void {
  clearTimeout(retry);
  if (!following || source !== null) return;
  workspace.set({ feed: failures === 0 ? "connecting" : "lost" });
  const current = new EventSource(eventsUrl);
  source = current;
  current.addEventListener("open", () => {
    const back = failures > 0;
    failures = 0;
    workspace.set({ feed: "live" });
    if (back) void refresh();
  });
  current.addEventListener("message", (event) => {
    const view = workspaceViewSchema.safeParse(parsed(event.data));
    if (view.success && isPassing(view.data)) workspace.set({ feed: "lost" });
    else if (view.success) workspace.set({ view: view.data, feed: "live", problem: null });
    else {
      console.error("workspace: event refused", view.error);
      void refresh();
    }
  });
  current.addEventListener("error", () => {
    failures += 1;
    workspace.set({ feed: "lost" });
    // CONNECTING: the browser is already trying again by itself
    if (current.readyState !== EventSource.CLOSED) return;
    close();
    const delay = retryMs[Math.min(failures, retryMs.length) - 1] ?? 1_000;
    retry = setTimeout(() => void again(), delay * (0.5 + Math.random()));
  });
}

/** The stream was refused: first asks why, since a stream's refusal says nothing. */
async function again(): Promise<void> {
  await refresh();
  if (nothingToHear()) unfollow();
  else listen();
}

function close(): void {
  clearTimeout(retry);
  source?.close();
  source = null;
}

function parsed(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return undefined;
  }
}

/** The network is back: does not wait for the timer. */
function online(): void {
  if (workspace.get().feed === "live") return;
  close();
  listen();
}

function visibility(): void {
  clearTimeout(hide);
  if (document.visibilityState === "visible") {
    if (source === null) void refresh();
    online();
    return;
  }
  hide = setTimeout(() => {
    if (workspace.get().view?.state === "waiting") return;
    close();
    workspace.set({ feed: "off" });
  }, hiddenMs);
}

/** Begins to follow the workspace; calling it again does nothing. */
export function follow(): void {
  if (following || nothingToHear()) return;
  following = true;
  window.addEventListener("online", online);
  document.addEventListener("visibilitychange", visibility);
  listen();
}

function unfollow(): void {
  following = false;
  failures = 0;
  close();
  clearTimeout(hide);
  window.removeEventListener("online", online);
  document.removeEventListener("visibilitychange", visibility);
  workspace.set({ feed: "off" });
}
