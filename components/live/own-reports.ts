/**
 * A learner's page says every few seconds that it is there, where it is and what was typed at the
 * prompt. The browser's word counts for that, nothing else.
 */
import { onTypedLine } from "@/components/terminal/typed-line";
import { maskCommand } from "@/lib/live/mask";
import {
  maxCommands,
  type PresenceReport,
  presenceAnswerSchema,
  reportEveryMs,
} from "@/lib/protocol/live";

/** What is typed fast is told together, ms. */
const gatherMs = 250;

const page = [...crypto.getRandomValues(new Uint8Array(8))]
  .map((byte) => byte.toString(16).padStart(2, "0"))
  .join("");

let begun: (() => void) | null = null;
let askAnew: () => void = () => undefined;
let commands: string[] = [];
let soon: ReturnType<typeof setTimeout> | undefined;
/** the last report did not get through */
let cut = false;

/** `doubt`: told when what the page hears may be over, or hang on a line that is no more. */
export function beginReports(doubt: () => void): void {
  askAnew = doubt;
  if (begun !== null) return;
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
  };
  void report();
}

export function endReports(): void {
  begun?.();
  begun = null;
  commands = [];
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
    if (none) endReports();
    if (none || (cut && begun !== null)) askAnew();
    cut = false;
  } catch {
    cut = true;
    commands = [...told, ...commands].slice(-maxCommands);
  }
}
