/** An attestation to print, for whom it was given to; the others have the page that confirms it. */
import { attestationPdf } from "@/lib/attestations/pdf/page";
import { findAttestation } from "@/lib/attestations/store";
import { database } from "@/lib/db/client";
import { filesOwner } from "@/lib/files/requests";
import { attachment, inertHeaders } from "@/lib/files/streams";
import { answer } from "@/lib/http/respond";
import { ownOrigin } from "@/lib/http/same-origin";
import { codeSchema, printedCode } from "@/lib/protocol/attestation";
import { EscaleError } from "@/lib/protocol/errors";
import { runtime } from "@/lib/runtime/settings";

interface Address {
  params: Promise<{ code: string }>;
}

export const GET = (request: Request, { params }: Address) =>
  answer(request, async () => {
    const owner = await filesOwner(request);
    const code = codeSchema.safeParse((await params).code);
    const found = code.success ? await findAttestation(await database(), code.data) : null;
    if (found?.owner !== owner)
      throw new EscaleError("not_found", "Cette attestation n’existe pas, ou n’est pas la vôtre.");
    const origin = ownOrigin(request.headers, runtime().settings.ESCALE_URL);
    const pdf = await attestationPdf(found, `${origin}/attestation/${printedCode(found.code)}`);
    return new Response(Buffer.from(pdf), {
      headers: {
        ...inertHeaders,
        "content-type": "application/pdf",
        "content-disposition": attachment(`attestation-escale-${found.scope}.pdf`),
      },
    });
  });
