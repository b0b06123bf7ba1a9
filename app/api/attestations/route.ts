/** Gives the learner the attestation of what they have completed, or corrects the name on it. */
import { giveAttestation } from "@/lib/attestations/store";
import { requireOwner } from "@/lib/auth/require-owner";
import { database } from "@/lib/db/client";
import { readJson } from "@/lib/http/body";
import { json, mutate } from "@/lib/http/respond";
import { attestationRequestSchema } from "@/lib/protocol/attestation";

export const POST = (request: Request) =>
  mutate(request, async () => {
    const wanted = await readJson(request, attestationRequestSchema);
    const owner = await requireOwner(request.headers);
    return json(await giveAttestation(await database(), owner, wanted));
  });
