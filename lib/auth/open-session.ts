/**
 * A session for somebody whose identity was proved elsewhere (lib/accounts): better-auth opens it
 * and writes its cookie. On no path: only this process can ask.
 */
import { createAuthEndpoint } from "better-auth/api";
import { setSessionCookie } from "better-auth/cookies";
import type { BetterAuthPlugin } from "better-auth/types";
import { z } from "zod";

export const openSessionPlugin = {
  id: "escale-open-session",
  endpoints: {
    openSessionFor: createAuthEndpoint.serverOnly(
      { method: "POST", body: z.object({ userId: z.string() }) },
      async (ctx) => {
        const { internalAdapter } = ctx.context;
        const user = await internalAdapter.findUserById(ctx.body.userId);
        if (user === null) return ctx.json({ opened: false });
        // A token of its own each time: none that the browser brought along is ever signed in.
        const session = await internalAdapter.createSession(user.id);
        await setSessionCookie(ctx, { session, user });
        return ctx.json({ opened: true });
      },
    ),
  },
} satisfies BetterAuthPlugin;
