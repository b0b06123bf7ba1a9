/** What a workspace may use, in words, French. */
import { counted } from "@/lib/content/counted";
import type { Allowance, Quota } from "@/lib/protocol/quota";

const MiB = 1024 ** 2;
const decimal = new Intl.NumberFormat("fr-FR", { maximumFractionDigits: 2 });

/** « 512 Mio », « 1,5 Gio ». */
export const bytesInWords = (bytes: number): string =>
  bytes < 1024 * MiB
    ? `${decimal.format(bytes / MiB)}\u00a0Mio`
    : `${decimal.format(bytes / (1024 * MiB))}\u00a0Gio`;

const minutes = (ms: number): string => `${Math.round(ms / 60_000)}\u00a0min`;

/** « 1,5 processeur »: French takes the plural from 2 on. */
const cpusInWords = (cpus: number): string =>
  `${decimal.format(cpus)}\u00a0${cpus >= 2 ? "processeurs" : "processeur"}`;

const outsideWords: Record<Allowance["outside"], string> = {
  none: "fermé",
  list: "les sites d’une liste",
  open: "ouvert",
};

/** Each measure with its name. */
export const allowanceWords = (of: Allowance): [string, string][] => [
  ["Mémoire des conteneurs", bytesInWords(of.memoryBytes)],
  ["Processeurs", decimal.format(of.cpus)],
  ["Disque", bytesInWords(of.diskBytes)],
  ["Conteneurs", String(of.containers)],
  ["Arrêt sans activité", `après ${minutes(of.idleMs)}`],
  ["Internet", outsideWords[of.outside]],
];

/** What differs from the usual; empty: nothing. */
export const quotaWords = ({
  memoryBytes,
  cpus,
  diskBytes,
  containers,
  idleMs,
  outside,
}: Quota): string[] => [
  ...(memoryBytes === undefined ? [] : [`${bytesInWords(memoryBytes)} de mémoire`]),
  ...(cpus === undefined ? [] : [cpusInWords(cpus)]),
  ...(diskBytes === undefined ? [] : [`${bytesInWords(diskBytes)} de disque`]),
  ...(containers === undefined ? [] : [counted(containers, "conteneur", "conteneurs")]),
  ...(idleMs === undefined ? [] : [`arrêt après ${minutes(idleMs)}`]),
  ...(outside === undefined ? [] : ["Internet fermé"]),
];
