/** A word to whoever owns an account that its password is another one now. */
import { database } from "@/lib/db/client";
import { publicOrigin } from "@/lib/http/same-origin";
import { hasMail, sendLetter } from "@/lib/mail/mail";
import { log } from "@/lib/runtime/log";
import { runtime } from "@/lib/runtime/settings";

/** Written after the answer, where there is a mail server; what fails is logged. */
export function tellPasswordChanged(userId: string): void {
  if (!hasMail()) return;
  write(userId).catch((error: unknown) => {
    log().error({ err: error }, "a letter on a changed password could not be sent");
  });
}

async function write(userId: string): Promise<void> {
  const db = await database();
  const user = await db.user.findUnique({
    where: { id: userId },
    select: { email: true, isAnonymous: true },
  });
  if (user === null || user.isAnonymous) return;
  const origin = publicOrigin(runtime().settings);
  await sendLetter({
    to: user.email,
    subject: "Votre mot de passe a changé sur Escale",
    text: [
      "Bonjour,",
      "Le mot de passe de votre compte vient de changer. Tous les autres appareils ont été déconnectés.",
      "Si c’était vous, il n’y a rien à faire.",
      `Sinon, quelqu’un connaît votre ancien mot de passe, ou lit votre courrier : choisissez un nouveau mot de passe depuis ${origin}/mot-de-passe, puis prévenez la personne qui gère le site.`,
      `Escale, ${origin}`,
    ].join("\n\n"),
  });
}
