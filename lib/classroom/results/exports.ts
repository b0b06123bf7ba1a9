/** Results that leave the site as a file: held to a pace, and told to the journal. */
import { type RateLimit, rateLimit } from "@/lib/http/rate-limit";
import { EscaleError } from "@/lib/protocol/errors";
import { once } from "@/lib/runtime/once";
import type { Access } from "../access";
import { note } from "../journal";

declare global {
  interface EscaleShared {
    resultFiles?: RateLimit;
  }
}

/** For one person: a page of a report is some 10 ms of this process, and a class has hundreds. */
const files = () => once("resultFiles", () => rateLimit(10, 5_000));

/** Throws EscaleError too_many_requests. */
export function countFile({ person }: Access): void {
  if (files().take(person.id)) return;
  throw new EscaleError(
    "too_many_requests",
    "Beaucoup de fichiers viennent d’être demandés. Patientez une minute, puis réessayez.",
  );
}

/** @param whom of one learner; absent: of the class */
export const noteExport = (access: Access, format: string, whom?: string): Promise<void> =>
  note(access.db, access, { action: "class.results", whom, detail: format });
