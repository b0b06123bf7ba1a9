import type { Metadata } from "next";
import { headers } from "next/headers";
import Link from "next/link";
import { redirect } from "next/navigation";
import { AccountPage, linkClass, Notice } from "@/components/account/account-page";
import { SchoolButton } from "@/components/account/school-button";
import { SignInForm } from "@/components/account/sign-in-form";
import { hasWorkspace } from "@/lib/accounts/guest-belongings";
import { schoolName } from "@/lib/accounts/school/provider";
import { currentUser } from "@/lib/auth/current-user";
import { backend } from "@/lib/backend-client/client";
import { ownPath } from "@/lib/http/own-path";

export const metadata: Metadata = {
  title: "Se connecter",
  description: "Retrouver votre progression et votre espace de travail.",
  robots: { index: false },
};

/** What a sign-in by the school may come back with (app/api/account/school/callback). */
const schoolTroubles: Readonly<Record<string, string>> = {
  recommencer: "La connexion par votre établissement n’a pas abouti à temps. Recommencez.",
  pris: "Un compte a déjà votre adresse. Connectez-vous avec son mot de passe, puis liez votre établissement depuis la page de votre compte.",
  "sans-adresse":
    "Votre établissement ne nous a pas transmis votre adresse électronique. Demandez-lui de le permettre.",
  indisponible:
    "La connexion de votre établissement ne répond pas comme prévu. Réessayez dans quelques minutes.",
};

type Query = Promise<Record<string, string | string[] | undefined>>;

export default async function ConnexionPage({ searchParams }: { searchParams: Query }) {
  const { suite, choisi, etablissement } = await searchParams;
  const next = ownPath(suite);
  const user = await currentUser(await headers());
  if (user !== null && !user.guest) redirect(next);
  const leaves = user !== null && (await hasWorkspace(backend(), user.id));
  const school = schoolName();
  const trouble = typeof etablissement === "string" ? schoolTroubles[etablissement] : undefined;
  const signUp = `/inscription${next === "/" ? "" : `?suite=${encodeURIComponent(next)}`}`;
  return (
    <AccountPage
      title="Se connecter"
      foot={
        <>
          <p>
            Pas encore de compte&#8239;?{" "}
            <Link href={signUp} className={linkClass}>
              Créer un compte
            </Link>
          </p>
          <p>
            <Link href="/mot-de-passe" className={linkClass}>
              Mot de passe oublié
            </Link>
          </p>
        </>
      }
    >
      {choisi === undefined ? null : (
        <Notice>Votre mot de passe est choisi. Connectez-vous avec lui.</Notice>
      )}
      {trouble === undefined ? null : <Notice>{trouble}</Notice>}
      {user === null ? null : (
        <Notice>
          Vous êtes ici en invité. Ce que vous avez appris rejoindra votre compte.
          {leaves
            ? " Les terminaux et les fichiers de l’invité, eux, seront supprimés, car votre compte a les siens. Pour les garder, créez plutôt un compte."
            : null}
        </Notice>
      )}
      {school === null ? null : (
        <div className="mb-6 border-line border-b pb-6">
          <SchoolButton label={`Se connecter avec ${school}`} next={next} />
        </div>
      )}
      <SignInForm next={next} />
    </AccountPage>
  );
}
