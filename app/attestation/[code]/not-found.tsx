import { PageShell } from "@/components/site/page-shell";

export default function NoSuchAttestation() {
  return (
    <PageShell>
      <div className="page pt-20 pb-10 sm:pt-28">
        <h1 className="max-w-[24ch] font-bold text-4xl sm:text-5xl">
          Aucune attestation ne porte ce code
        </h1>
        <p className="mt-4 max-w-[56ch] text-lg text-soft">
          Vérifiez que vous l’avez recopié en entier&nbsp;: vingt lettres et chiffres, tels qu’ils
          sont imprimés. Une attestation cesse aussi d’être confirmée quand la personne a supprimé
          son compte.
        </p>
      </div>
    </PageShell>
  );
}
