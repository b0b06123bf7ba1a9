/** A password that was forgotten: a link by letter, where there is a mail server. */
import { database } from "@/lib/db/client";
import { clientAddress } from "@/lib/http/client-address";
import { type RateLimit, rateLimit } from "@/lib/http/rate-limit";
import { publicOrigin } from "@/lib/http/same-origin";
import { hasMail, sendLetter } from "@/lib/mail/mail";
import { EscaleError, isEscaleError } from "@/lib/protocol/errors";
import { log } from "@/lib/runtime/log";
import { once } from "@/lib/runtime/once";
import { runtime } from "@/lib/runtime/settings";
import { makePasswordLink } from "./password-link";
import { userAt } from "./users";

declare global {
  interface EscaleShared {
    forgottenPerAddress?: RateLimit;
    lettersPerAccount?: RateLimit;
  }
}

const minute = 60_000;
const perAddress = () => once("forgottenPerAddress", () => rateLimit(30, 2 * minute));
/** A stranger cannot fill a mailbox, nor keep ending the links that its owner asked for. */
const perAccount = () => once("lettersPerAccount", () => rateLimit(3, 20 * minute));

/**
 * Answers at once and always the same, whether there is such an account or not: the letter is
 * written after that. Throws EscaleError bad_request without a mail server, too_many_requests.
 */
export function forgotPassword(headers: Headers, email: string): void {
  if (!hasMail()) {
    throw new EscaleError(
      "bad_request",
      "Ce site n’envoie pas de courrier. Demandez un lien à la personne qui le gère.",
    );
  }
  if (!perAddress().take(clientAddress(headers))) {
    throw new EscaleError(
      "too_many_requests",
      "Trop de demandes viennent de votre réseau. Patientez quelques minutes, puis réessayez.",
    );
  }
  if (!perAccount().take(email)) return;
  sendLink(email).catch((error: unknown) => {
    if (isEscaleError(error) && error.code === "not_found") return;
    log().error({ err: error }, "a letter with a link could not be sent");
  });
}

async function sendLink(email: string): Promise<void> {
  const db = await database();
  const user = await userAt(db, email);
  const origin = publicOrigin(runtime().settings);
  const { url } = await makePasswordLink(db, { userId: user.id, origin });
  await sendLetter({
    to: user.email,
    subject: "Votre mot de passe sur Escale",
    text: [
      "Bonjour,",
      "Pour choisir un nouveau mot de passe, ouvrez ce lien dans l’heure. Il ne sert qu’une fois :",
      url,
      "Si vous n’avez rien demandé, ne faites rien : votre mot de passe reste le même.",
      `Escale, ${origin}`,
    ].join("\n\n"),
  });
}
