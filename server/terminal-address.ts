/** The terminals that a WebSocket's URL can name: one's own, a learner's, or one shown to a class. */
import type { OthersTerminal } from "@/lib/classroom/others-socket";
import { idSchema } from "@/lib/protocol/classroom";
import { type TerminalId, terminalIdSchema } from "@/lib/protocol/ids";
import { watchIdSchema } from "@/lib/protocol/watch";

/** Whose another's is, web finds out by what the class says. */
export type TerminalAddress = { kind: "own"; terminal: TerminalId } | OthersTerminal;

const terminal = (text: string | undefined): TerminalId | null =>
  /^[1-9]\d{0,3}$/.test(text ?? "") ? terminalIdSchema.parse(text) : null;

/** Null for any other URL. No query, no encoding, no dots. */
export function terminalAt(url: string | undefined): TerminalAddress | null {
  const [empty, api, ...parts] = (url ?? "").split("/");
  if (empty !== "" || api !== "api" || parts.at(-1) !== "socket") return null;
  if (parts[0] === "workspace" && parts[1] === "terminals" && parts.length === 4) {
    const own = terminal(parts[2]);
    return own === null ? null : { kind: "own", terminal: own };
  }
  const classId = idSchema.safeParse(parts[1]);
  if (parts[0] !== "classes" || !classId.success) return null;
  if (parts[2] === "broadcast" && parts.length === 4)
    return { kind: "shown", classId: classId.data };
  if (parts[2] !== "watch" || parts[5] !== "terminals" || parts.length !== 8) return null;
  const place = idSchema.safeParse(parts[3]);
  const watch = watchIdSchema.safeParse(parts[4]);
  const looked = terminal(parts[6]);
  if (!place.success || !watch.success || looked === null) return null;
  return {
    kind: "watched",
    ...{ classId: classId.data, place: place.data, watch: watch.data, terminal: looked },
  };
}
