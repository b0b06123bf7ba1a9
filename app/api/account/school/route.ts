/**
 * Begins a sign-in by the school. Asked for by our own page alone: by a mere link, another site
 * could sign somebody in, and a guest would lose their workspace by it.
 */
import { z } from "zod";
import { keepPending } from "@/lib/accounts/school/pending";
import { beginSchool } from "@/lib/accounts/school/provider";
import { readJson } from "@/lib/http/body";
import { ownPath } from "@/lib/http/own-path";
import { json, mutate } from "@/lib/http/respond";

const beginSchema = z.strictObject({ next: z.string().max(500) });

export const POST = (request: Request) =>
  mutate(request, async () => {
    const { next } = await readJson(request, beginSchema);
    const { url, pending } = await beginSchool(ownPath(next));
    return json({ url }, 200, [await keepPending(pending)]);
  });
