/** What a program in a container is told by the proxy. */

export interface Refusal {
  status: number;
  /**
   * Of the status line, which is all that apt and pip show: French that needs no accent, since
   * programs read the line in several encodings (RFC 9112 §4).
   */
  reason: string;
  /** for who reads the answer's body: curl, a browser */
  text: string;
}

export const refusals = {
  notListed: (host: string): Refusal => ({
    status: 403,
    reason: `Escale ne permet pas ${host}, absent de la liste du site`,
    text: `Escale ne laisse pas sortir vers « ${host} » : cet hôte n’est pas dans la liste de ce site. Si votre cours en a besoin, demandez à la personne qui gère le site de l’ajouter.`,
  }),
  ownNetwork: (host: string): Refusal => ({
    status: 403,
    reason: `Escale ne sort pas vers ${host}, nom de votre propre machine ou de vos conteneurs`,
    text: `« ${host} » n’est pas un nom d’Internet. Si c’est l’un de vos conteneurs, joignez-le sans le mandataire : ajoutez « -e NO_PROXY=${host} -e no_proxy=${host} » à docker run.`,
  }),
  port: (port: number): Refusal => ({
    status: 403,
    reason: `Escale ne permet pas le port ${port} vers Internet`,
    text: `Escale ne laisse pas sortir par le port ${port} : seuls les ports 80 (http) et 443 (https) sont ouverts.`,
  }),
  address: (host: string): Refusal => ({
    status: 403,
    reason: `Escale ne permet pas ${host}, sans adresse publique`,
    text: `Escale ne laisse pas sortir vers « ${host} » : ce nom ne mène à aucune adresse publique d’Internet.`,
  }),
  unknownHost: (host: string): Refusal => ({
    status: 502,
    reason: `Escale ne trouve pas ${host}`,
    text: `Le nom « ${host} » est introuvable, ou le serveur de noms ne répond pas. Vérifiez-le, puis réessayez.`,
  }),
  unreachable: (host: string): Refusal => ({
    status: 504,
    reason: `Escale n'obtient rien de ${host}`,
    text: `« ${host} » ne répond pas. Réessayez dans quelques instants.`,
  }),
  method: (): Refusal => ({
    status: 405,
    reason: "Escale ne permet que GET et HEAD en http",
    text: "En http, seules les méthodes GET et HEAD, sans corps, sont ouvertes vers Internet. Pour le reste, passez par https.",
  }),
  request: (): Refusal => ({
    status: 400,
    reason: "Escale ne comprend pas cette demande",
    text: "Demande illisible : ce mandataire accepte « CONNECT hôte:443 » et « GET http://hôte/chemin ».",
  }),
  tooMany: (): Refusal => ({
    status: 429,
    reason: "Escale limite vos connexions vers Internet : attendez un peu",
    text: "Trop de connexions vers Internet à la fois pour votre espace de travail. Attendez qu’il s’en termine, puis réessayez.",
  }),
  spent: (): Refusal => ({
    status: 429,
    reason: "Escale limite votre volume vers Internet : il est atteint pour cette heure",
    text: "Votre espace de travail a échangé avec Internet tout le volume permis en une heure. Réessayez plus tard.",
  }),
};
