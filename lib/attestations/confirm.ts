/** Confirming an attestation to whoever has its code. */
import { database } from "@/lib/db/client";
import { clientAddress } from "@/lib/http/client-address";
import { type RateLimit, rateLimit } from "@/lib/http/rate-limit";
import { codeSchema } from "@/lib/protocol/attestation";
import { EscaleError } from "@/lib/protocol/errors";
import { once } from "@/lib/runtime/once";
import { type Attestation, findAttestation } from "./store";

declare global {
  interface EscaleShared {
    confirmationsPerAddress?: RateLimit;
  }
}

/** A recruiter with a pile of them; codes could not be guessed at any rate. */
const perAddress = () => once("confirmationsPerAddress", () => rateLimit(60, 2_000));

/**
 * Null for a code that is none and for one that nobody was given, alike. Throws EscaleError
 * too_many_requests, database_unavailable.
 */
export async function confirmAttestation(
  headers: Headers,
  written: string,
): Promise<Omit<Attestation, "owner"> | null> {
  if (!perAddress().take(clientAddress(headers)))
    throw new EscaleError(
      "too_many_requests",
      "Trop de vérifications viennent de votre réseau en peu de temps. Patientez une minute, puis réessayez.",
    );
  const code = codeSchema.safeParse(written);
  if (!code.success) return null;
  const found = await findAttestation(await database(), code.data);
  if (found === null) return null;
  const { owner: _, ...shown } = found;
  return shown;
}
