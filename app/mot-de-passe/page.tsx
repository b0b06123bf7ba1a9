import type { Metadata } from "next";
import Link from "next/link";
import { connection } from "next/server";
import { AccountPage, linkClass } from "@/components/account/account-page";
import { ForgottenForm } from "@/components/account/forgotten-form";
import { ResetForm } from "@/components/account/reset-form";
import { hasMail } from "@/lib/mail/mail";

export const metadata: Metadata = {
  title: "Choisir un mot de passe",
  description: "Choisir un nouveau mot de passe, avec le lien que l’on vous a remis.",
  robots: { index: false },
  // the address of this page is a secret
  referrer: "no-referrer",
};

export default async function MotDePassePage() {
  // whether there is a mail server is the running site's matter, not the build's
  await connection();
  return (
    <AccountPage
      title="Choisir un mot de passe"
      foot={
        <p>
          <Link href="/connexion" className={linkClass}>
            Revenir à la connexion
          </Link>
        </p>
      }
    >
      <ResetForm
        fallback={
          hasMail() ? (
            <ForgottenForm />
          ) : (
            <div className="space-y-3">
              <p>
                Pour choisir un nouveau mot de passe, il faut un lien personnel. Demandez-le à la
                personne qui gère ce site&nbsp;: elle peut vous en remettre un tout de suite.
              </p>
              <p className="text-soft">Il sert une fois, pendant une heure.</p>
            </div>
          )
        }
      />
    </AccountPage>
  );
}
