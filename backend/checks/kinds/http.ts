/** What a published port answers: `{status, headers, body, json}`. */
import type { CheckOf, Outcome } from "@/lib/protocol/checks/check";
import { compared, notYet } from "../outcome";
import type { Sight } from "../types";

export async function httpCheck(
  check: CheckOf<"http">,
  sight: Pick<Sight, "request">,
): Promise<Outcome> {
  const seen = await sight.request({
    port: check.port,
    method: check.method ?? "GET",
    path: check.path ?? "/",
    headers: check.headers ?? {},
    send: check.send ?? "",
  });
  if (!seen.answered)
    return notYet(seen.published ? "refused" : "absent", { expected: String(check.port) });
  const { status, headers, body } = seen;
  return compared({ status, headers, body, json: parsed(body) }, check.where);
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
