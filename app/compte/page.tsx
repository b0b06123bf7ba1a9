import type { Metadata } from "next";
import { headers } from "next/headers";
import Link from "next/link";
import { redirect } from "next/navigation";
import { linkClass } from "@/components/account/account-page";
import { AccountSection } from "@/components/account/account-section";
import { AddressForm, NameForm, PasswordForm } from "@/components/account/own-forms";
import { SchoolButton } from "@/components/account/school-button";
import { SessionList } from "@/components/account/session-list";
import { SignOutButton } from "@/components/account/sign-out-button";
import { PageShell } from "@/components/site/page-shell";
import { keptPassword } from "@/lib/accounts/credential";
import { isLinked } from "@/lib/accounts/school/enter-by-school";
import { schoolName } from "@/lib/accounts/school/provider";
import { listSessions } from "@/lib/accounts/sessions";
import { currentUser } from "@/lib/auth/current-user";
import { database } from "@/lib/db/client";

export const metadata: Metadata = {
  title: "Mon compte",
  description: "Nom, adresse, mot de passe et appareils de votre compte.",
  robots: { index: false },
};

const roleNames = {
  learner: null,
  trainer: "Vous êtes formateur ou formatrice sur ce site.",
  admin: "Vous gérez ce site.",
};

export default async function ComptePage() {
  const user = await currentUser(await headers());
  if (user === null || user.guest || user.email === null) redirect("/connexion?suite=/compte");
  const db = await database();
  const school = schoolName();
  const [sessions, password, linked] = await Promise.all([
    listSessions(user),
    keptPassword(db, user.id),
    isLinked(db, user.id),
  ]);
  return (
    <PageShell>
      <div className="page max-w-[44rem]! pt-12 sm:pt-16">
        <h1 className="font-bold text-4xl sm:text-5xl">Mon compte</h1>
        <p className="mt-4 text-lg text-soft">
          {user.email}
          {roleNames[user.role] === null ? null : (
            <span className="block">{roleNames[user.role]}</span>
          )}
        </p>
        <AccountSection id="nom" title="Votre nom">
          <NameForm name={user.name} />
        </AccountSection>
        {password === null ? null : (
          <>
            <AccountSection id="adresse" title="Votre adresse">
              <AddressForm email={user.email} />
            </AccountSection>
            <AccountSection id="mot-de-passe" title="Votre mot de passe">
              <PasswordForm email={user.email} />
            </AccountSection>
          </>
        )}
        {school === null ? null : (
          <AccountSection id="etablissement" title="Votre établissement">
            {linked ? (
              <p>Vous pouvez vous connecter avec {school}.</p>
            ) : (
              <SchoolButton label={`Lier ${school}`} next="/compte" />
            )}
          </AccountSection>
        )}
        <AccountSection id="appareils" title="Vos appareils">
          <SessionList sessions={sessions} />
        </AccountSection>
        <AccountSection id="donnees" title="Vos données">
          <p>
            Tout ce qu’Escale sait de vous, à consulter, à emporter ou à supprimer&nbsp;:{" "}
            <Link href="/vos-donnees" className={linkClass}>
              vos données
            </Link>
            .
          </p>
        </AccountSection>
        <div className="mt-8">
          <SignOutButton />
        </div>
      </div>
    </PageShell>
  );
}
