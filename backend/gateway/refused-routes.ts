/** Words for the parts of Docker's API that are closed here. All of them answer 403 anyway. */
import { messages } from "./messages";

const notOpen: readonly (readonly [RegExp, string])[] = [
  [
    /^\/(session|grpc)(\/|$)/,
    "BuildKit (docker buildx) n’est pas ouvert ici : « docker build » construit avec le constructeur classique du moteur.",
  ],
  [
    /^\/(swarm|nodes|services|tasks|secrets|configs)(\/|$)/,
    "Le mode Swarm (plusieurs machines) n’est pas ouvert ici : vous avez un seul moteur.",
  ],
  [/^\/plugins(\/|$)/, "Les extensions du moteur (docker plugin) ne sont pas ouvertes ici."],
  [
    /^\/images\/search$/,
    "docker search cherche dans le Docker Hub, que ce site n’interroge pas : « docker pull » avec un nom inconnu liste les images du catalogue.",
  ],
  [/^\/containers\/[^/]+\/(attach\/ws|checkpoints.*)$/, "Cette commande n’est pas encore ouverte."],
];

/** Closed before the table is asked, whose containers would answer that there is no such one. */
export const isClosed = (path: string): boolean =>
  /^\/containers\/[^/]+\/checkpoints(\/|$)/.test(path);

export function refusalFor(path: string): string {
  const found = notOpen.find(([pattern]) => pattern.test(path));
  return found ? messages.notOpen(found[1]) : messages.noRoute;
}
