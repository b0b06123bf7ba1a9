/**
 * A learner's page and their classes: it hears of hand and messages, and says every few seconds that
 * it is there. Begun for whoever is in a class; the browser's word counts for where the page is and
 * what was typed, nothing else.
 */
import { call, send, troubleOf } from "@/components/http/call";
import { onTypedLine } from "@/components/terminal/typed-line";
import { followStream } from "@/components/workspace/follow-stream";
import { maskCommand } from "@/lib/live/mask";
import {
  maxCommands,
  ownLiveSchema,
  type PresenceReport,
  presenceAnswerSchema,
  reportEveryMs,
} from "@/lib/protocol/live";
import { ownState } from "./own-state";

/** What is typed fast is told together, ms. */
const gatherMs = 250;

const page = [...crypto.getRandomValues(new Uint8Array(8))]
  .map((byte) => byte.toString(16).padStart(2, "0"))
  .join("");

let begun: (() => void) | null = null;
let commands: string[] = [];
let soon: ReturnType<typeof setTimeout> | undefined;
/** the last report did not get through */
let cut = false;
let follow: (() => void) | null = null;

/** Asks which classes there are; where there is one, the page goes on listening and telling. */
export async function beginOwnLink(): Promise<void> {
  try {
    take(await call("/api/live"));
  } catch (error) {
    // the next page, or the next thing that is done in a class, asks again
    console.warn(error);
  }
}

/** False: not what was expected. */
function take(answer: unknown): boolean {
  const live = ownLiveSchema.safeParse(answer);
  if (!live.success) return false;
  ownState.set({ live: live.data.classes.length === 0 ? null : live.data });
  if (live.data.classes.length > 0) begin();
  else end();
  return true;
}

function begin(): void {
  if (begun !== null) return;
  listen();
  const timer = setInterval(() => void report(), reportEveryMs);
  const now = () => void report();
  const leave = () => void report(true);
  document.addEventListener("visibilitychange", now);
  window.addEventListener("online", now);
  window.addEventListener("pageshow", now);
  window.addEventListener("pagehide", leave);
  const stopTyped = onTypedLine((line) => {
    const text = maskCommand(line);
    if (text === "") return;
    commands = [...commands, text].slice(-maxCommands);
    reportSoon();
  });
  begun = () => {
    clearInterval(timer);
    clearTimeout(soon);
    document.removeEventListener("visibilitychange", now);
    window.removeEventListener("online", now);
    window.removeEventListener("pageshow", now);
    window.removeEventListener("pagehide", leave);
    stopTyped();
    follow?.();
    follow = null;
  };
  void report();
}

function end(): void {
  begun?.();
  begun = null;
  commands = [];
}

function listen(): void {
  follow?.();
  follow = followStream({ url: "/api/live/events", hear: take, lost: () => undefined });
}

/** The page shows something else, or something was typed. */
export function reportSoon(): void {
  if (begun === null) return;
  clearTimeout(soon);
  soon = setTimeout(() => void report(), gatherMs);
}

/** Of the course, or a trainer's (lib/authoring/names.ts). */
const lessonHere = (): string | null =>
  /^\/(?:parcours\/([a-z0-9-]{1,80}\/[a-z0-9-]{1,80})|(lecons\/[a-z0-9-]{1,80}))$/
    .exec(location.pathname)
    ?.slice(1)
    .find((lesson) => lesson !== undefined) ?? null;

async function report(leaving = false): Promise<void> {
  const told = commands;
  commands = [];
  const visible = document.visibilityState === "visible";
  const body: PresenceReport = { page, lesson: lessonHere(), visible, commands: told, leaving };
  try {
    const response = await fetch("/api/live/presence", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
      keepalive: leaving,
      signal: AbortSignal.timeout(reportEveryMs),
    });
    if (response.status !== 401 && !response.ok) return;
    const none =
      response.status === 401 || presenceAnswerSchema.parse(await response.json()).classes === 0;
    if (none) {
      end();
      ownState.set({ live: null });
    } else if (cut && begun !== null) {
      // the stream may hang on a line that is no more, and say nothing
      listen();
    }
    cut = false;
  } catch {
    cut = true;
    commands = [...told, ...commands].slice(-maxCommands);
  }
}

export async function setHand(raised: boolean): Promise<void> {
  if (ownState.get().pending) return;
  ownState.set({ pending: true, trouble: null });
  try {
    take(await send("/api/live/hand", { raised }));
  } catch (error) {
    ownState.set({ trouble: troubleOf(error) });
  } finally {
    ownState.set({ pending: false });
  }
}
