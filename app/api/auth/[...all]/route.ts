/**
 * The endpoints of better-auth that pages may call. Only those named here: the rest of what it
 * offers has no page yet, and `get-session` would hand the session's token, which the cookie keeps
 * from scripts, to any script.
 */
import { auth, authPath } from "@/lib/auth/auth";
import { readText } from "@/lib/http/body";
import { mutate } from "@/lib/http/respond";
import { EscaleError } from "@/lib/protocol/errors";

const offered = new Set([`${authPath}/sign-out`]);

export const POST = (request: Request) =>
  mutate(request, async () => {
    if (!offered.has(new URL(request.url).pathname)) {
      throw new EscaleError("not_found", "Cette adresse n’existe pas.");
    }
    const body = await readText(request);
    const { handler } = await auth();
    const answered = await handler(
      new Request(request.url, { method: "POST", headers: request.headers, body: body || null }),
    );
    const headers = new Headers(answered.headers);
    headers.set("cache-control", "no-store");
    return new Response(answered.body, { status: answered.status, headers });
  });
