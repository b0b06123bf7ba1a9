/** What may stand between a browser and a published port, and what the learner is told of it. */
import type { ErrorCode } from "@/lib/protocol/errors";

export type Trouble =
  | "closed"
  | "elsewhere"
  | "no_answer"
  | "not_published"
  | "no_workspace"
  | "hung_up"
  | "not_http"
  | "too_slow"
  | "too_many"
  | "unavailable";

export interface Words {
  readonly status: number;
  readonly title: string;
  readonly text: (port: number) => readonly string[];
  /** the page looks by itself whether things have changed */
  readonly retries: boolean;
  /** where it leads back to the site */
  readonly back: "preview" | "workspace" | null;
}

/** Commands in « ` » are shown as code. */
export const troubles: Readonly<Record<Trouble, Words>> = {
  closed: {
    status: 403,
    title: "Cet aperçu s’ouvre depuis Escale",
    text: () => [
      "Votre navigateur n’a pas, ou n’a plus, le droit de le voir : un aperçu n’est visible que de la personne à qui appartient le conteneur, et le temps de sa session.",
      "Si le message revient aussitôt, votre navigateur refuse peut-être les cookies : ouvrez l’aperçu dans un onglet à part.",
    ],
    retries: false,
    back: "preview",
  },
  elsewhere: {
    status: 403,
    title: "Demande refusée",
    text: () => ["Cette demande vient d’un autre site que l’aperçu lui-même."],
    retries: false,
    back: null,
  },
  no_answer: {
    status: 502,
    title: "Rien ne répond encore sur ce port",
    text: (port) => [
      `Un conteneur publie le port ${port}, mais aucun programme n’y accepte de connexion. Il est peut-être encore en train de démarrer : cette page s’actualisera d’elle-même.`,
      `Si cela dure, vérifiez que le programme écoute sur toutes les adresses du conteneur (0.0.0.0, et non 127.0.0.1) et que le second nombre de \`-p ${port}:…\` est bien son port. \`docker logs\` montre ce qu’il en dit.`,
    ],
    retries: true,
    back: null,
  },
  not_published: {
    status: 404,
    title: "Ce port n’est plus publié",
    text: (port) => [
      `Aucun conteneur en marche ne publie le port ${port}. Il s’est arrêté, ou il a été supprimé : \`docker ps -a\` vous le dira.`,
      `Relancez-le, par exemple avec \`docker run -d -p ${port}:80 nginx\` : cette page s’actualisera d’elle-même.`,
    ],
    retries: true,
    back: null,
  },
  no_workspace: {
    status: 409,
    title: "Votre espace est arrêté",
    text: () => [
      "Vos conteneurs se sont arrêtés avec lui. Rouvrez votre espace, relancez le conteneur : cette page s’actualisera d’elle-même.",
    ],
    retries: true,
    back: "workspace",
  },
  hung_up: {
    status: 502,
    title: "Le conteneur a raccroché",
    text: () => [
      "Le programme a accepté la connexion, puis l’a fermée sans répondre. `docker logs` montre peut-être pourquoi.",
    ],
    retries: false,
    back: null,
  },
  not_http: {
    status: 502,
    title: "Ce port ne parle pas HTTP",
    text: () => [
      "Quelque chose a répondu, mais dans une langue que les navigateurs ne comprennent pas : c’est le cas d’une base de données, par exemple, ou d’un serveur qui attend du HTTPS.",
    ],
    retries: false,
    back: null,
  },
  too_slow: {
    status: 504,
    title: "Le conteneur met trop longtemps à répondre",
    text: () => [
      "La connexion est établie, mais la réponse n’est pas venue. Le programme est peut-être occupé ou bloqué.",
    ],
    retries: false,
    back: null,
  },
  too_many: {
    status: 503,
    title: "Trop de connexions à la fois",
    text: () => [
      "Trop de connexions à vos conteneurs sont ouvertes en même temps. Fermez quelques aperçus, puis réessayez.",
    ],
    retries: false,
    back: null,
  },
  unavailable: {
    status: 503,
    title: "Les aperçus sont momentanément indisponibles",
    text: () => [
      "Le service qui mène aux conteneurs ne répond pas. Cette page s’actualisera d’elle-même dès son retour.",
    ],
    retries: true,
    back: null,
  },
};

/** The backend's reason for not connecting. */
export function troubleOf(code: ErrorCode): Trouble {
  switch (code) {
    case "port_not_published":
      return "not_published";
    case "port_no_answer":
      return "no_answer";
    case "no_workspace":
      return "no_workspace";
    case "too_many_requests":
      return "too_many";
    default:
      return "unavailable";
  }
}
