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
    "docker search n’est pas ouvert ici : ce site n’interroge pas le Docker Hub. « docker pull » avec un nom inconnu liste les images du catalogue.",
  ],
  [
    /^\/containers\/[^/]+\/checkpoints(\/|$)/,
    "docker checkpoint (CRIU) n’est pas ouvert ici : figer un processus et sa mémoire demande des droits sur la machine que partagent les apprenants.",
  ],
];

/** Closed before the table is asked, whose containers would answer that there is no such one. */
export const isClosed = (path: string): boolean =>
  /^\/containers\/[^/]+\/checkpoints(\/|$)/.test(path);

export function refusalFor(path: string): string {
  const found = notOpen.find(([pattern]) => pattern.test(path));
  return found?.[1] ?? messages.noRoute;
}
