import { allowanceWords } from "@/lib/classroom/quota-words";
import { allowed, type Quota } from "@/lib/protocol/quota";
import { runtime } from "@/lib/runtime/settings";
import { Card } from "./card";

/** What the workspace of each learner of a class may use: the operator's to say. */
export function ResourcesCard({ quota }: { quota: Quota }) {
  return (
    <Card id="ressources" title="Ressources">
      <dl className="grid grid-cols-[1fr_auto] gap-x-4 gap-y-1.5">
        {allowanceWords(allowed(runtime().settings, quota)).map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-soft">{name}</dt>
            <dd className="text-right tabular-nums">{value}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-3 text-pretty text-soft text-sm">
        Pour l’espace de travail de chaque apprenant. La personne qui gère ce site peut en donner
        d’autres à votre classe.
      </p>
    </Card>
  );
}
