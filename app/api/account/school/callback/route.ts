/**
 * Where the school's sign-in sends the browser back to. What went wrong is told on the page of the
 * sign-in, which knows the few words that stand for it.
 */

import { enterBySchool } from "@/lib/accounts/school/enter-by-school";
import { dropPending, readPending } from "@/lib/accounts/school/pending";
import { finishSchool } from "@/lib/accounts/school/provider";
import { answer } from "@/lib/http/respond";
import { type ErrorCode, isEscaleError } from "@/lib/protocol/errors";

const troubles: Partial<Record<ErrorCode, string>> = {
  already_exists: "pris",
  bad_request: "sans-adresse",
};
const troubleAt = (word: string) => `/connexion?etablissement=${word}`;

/** To a path of ours. */
function goTo(path: string, setCookies: readonly string[]): Response {
  const headers = new Headers({ location: path, "cache-control": "no-store" });
  for (const cookie of [dropPending(), ...setCookies]) headers.append("set-cookie", cookie);
  return new Response(null, { status: 303, headers });
}

export const GET = (request: Request) =>
  answer(request, async () => {
    const pending = await readPending(request.headers);
    // not begun here, or ten minutes ago: nobody is signed in by a link that somebody sent them
    if (pending === null) return goTo(troubleAt("recommencer"), []);
    try {
      const person = await finishSchool(new URL(request.url).searchParams, pending);
      const { setCookies } = await enterBySchool(request.headers, person);
      return goTo(pending.next, setCookies);
    } catch (error) {
      if (!isEscaleError(error)) throw error;
      return goTo(troubleAt(troubles[error.code] ?? "indisponible"), []);
    }
  });
