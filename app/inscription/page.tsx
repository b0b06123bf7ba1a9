import type { Metadata } from "next";
import { headers } from "next/headers";
import Link from "next/link";
import { redirect } from "next/navigation";
import { AccountPage, linkClass } from "@/components/account/account-page";
import { SignUpForm } from "@/components/account/sign-up-form";
import { currentUser } from "@/lib/auth/current-user";
import { ownPath } from "@/lib/http/own-path";

export const metadata: Metadata = {
  title: "Créer un compte",
  description: "Garder votre progression et votre espace de travail d’un appareil à l’autre.",
  robots: { index: false },
};

type Query = Promise<Record<string, string | string[] | undefined>>;

export default async function InscriptionPage({ searchParams }: { searchParams: Query }) {
  const next = ownPath((await searchParams).suite);
  const user = await currentUser(await headers());
  if (user !== null && !user.guest) redirect(next);
  const signIn = `/connexion${next === "/" ? "" : `?suite=${encodeURIComponent(next)}`}`;
  return (
    <AccountPage
      title="Créer un compte"
      intro={
        user === null
          ? "Votre progression et votre espace de travail vous suivront d’un appareil à l’autre."
          : "Ce que vous avez fait en invité vous reste : progression, terminaux et fichiers. Vous les retrouverez sur tous vos appareils."
      }
      foot={
        <p>
          Déjà un compte&#8239;?{" "}
          <Link href={signIn} className={linkClass}>
            Se connecter
          </Link>
        </p>
      }
    >
      <SignUpForm next={next} />
    </AccountPage>
  );
}
