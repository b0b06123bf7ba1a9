/** What the panel says, in French. */
import { counted, duration } from "@/components/workspace/durations";
import type { Measures } from "@/lib/protocol/comparison";
import type { Panel } from "./sides";

/** « 4,2 s », « 38 ms ». */
export function elapsed(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)}\u00a0ms`;
  const digits = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
  return `${(ms / 1_000).toLocaleString("fr-FR", digits)}\u00a0s`;
}

/** The state of the places, and whose turn it is. */
export function placesSentence({
  most,
  running,
  timeMs,
  line,
  timedOut,
}: Measures["places"]): string {
  if (most === 0)
    return "Ce site ne fait pas tourner de machines virtuelles : la personne qui le gère peut le permettre.";
  if (line?.turn)
    return "C’est votre tour : relancez la machine virtuelle. Sa place vous est gardée une minute.";
  if (line)
    return `Toutes les places sont prises : vous êtes ${line.position === 1 ? "la prochaine personne" : `à la place ${line.position}`} dans la file (${line.of} en attente). Gardez cette page ouverte, elle vous préviendra.`;
  if (timedOut)
    return `Votre machine virtuelle a été éteinte : elle tournait depuis ${duration(timeMs)}, le maximum ici. Vous pouvez la relancer.`;
  return `${counted(running, "machine virtuelle", "machines virtuelles")} en marche sur ce site, ${most} au plus à la fois, une par personne. Chacune s’éteint au bout de ${duration(timeMs)}.`;
}

export function statusSentence({ status, places }: Panel): string {
  if (status === "lost")
    return "Les mesures sont interrompues : le site ne répond pas. Il est rappelé.";
  if (status === "away") return "Les mesures sont interrompues : le moteur ne répond pas.";
  if (places !== null) return placesSentence(places);
  return "Les mesures commencent avec votre espace de travail : un des boutons ci-dessus l’ouvre.";
}
