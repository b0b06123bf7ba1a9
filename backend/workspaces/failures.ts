/** Why a workspace could not be opened, in words for the learner. */
import { type ErrorCode, EscaleError } from "@/lib/protocol/errors";
import { engineStatus, isEngineAway } from "../engine/client";
import { messages } from "../errors";

export function openingFailure(error: unknown): { code: ErrorCode; message: string } {
  if (error instanceof EscaleError) return { code: error.code, message: error.message };
  if (isEngineAway(error)) {
    return { code: "engine_unavailable", message: messages.engineUnavailable };
  }
  const text = error instanceof Error ? error.message : String(error);
  if (/no space left on device|ENOSPC|disk quota exceeded/i.test(text)) {
    return { code: "disk_full", message: messages.diskFull };
  }
  if (engineStatus(error) === 404 && /no such image/i.test(text)) {
    return { code: "internal", message: messages.imageMissing };
  }
  return { code: "internal", message: messages.openFailed };
}
