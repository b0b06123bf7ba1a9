/** How a page calls the site: JSON both ways, and a French sentence for whatever goes wrong. */
import { EscaleError, errorBodySchema } from "@/lib/protocol/errors";

/** The answer, undefined where there is none. Throws EscaleError with what the site said. */
export async function call(path: string, init: RequestInit = {}): Promise<unknown> {
  const response = await fetch(path, {
    ...init,
    cache: "no-store",
    signal: AbortSignal.timeout(30_000),
  });
  const answer: unknown = response.status === 204 ? undefined : await response.json();
  if (response.ok) return answer;
  const { error } = errorBodySchema.parse(answer);
  throw new EscaleError(error.code, error.message);
}

/** Asks for a change. `keepalive`: even when the page is going away. */
export const send = (
  path: string,
  body: unknown,
  method: "POST" | "DELETE" = "POST",
  keepalive = false,
) =>
  call(path, {
    ...{ method, keepalive },
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });

const unanswered = "Le site n’a pas répondu comme prévu. Vérifiez votre connexion, puis réessayez.";

/** French, for anything thrown. */
export function troubleOf(error: unknown): string {
  if (error instanceof EscaleError) return error.message;
  console.warn(error);
  return unanswered;
}
