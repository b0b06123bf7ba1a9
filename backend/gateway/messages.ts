/**
 * Every French sentence that the gateway says to a learner: what happened, why, what to do.
 * What an engine would say itself stays in the engine's words, beside the code that says it.
 */

/** 268435456 → « 256 Mio » */
export function size(bytes: number): string {
  const gib = bytes / 1024 ** 3;
  if (gib >= 1) return `${number(gib)} Gio`;
  const mib = bytes / 1024 ** 2;
  return mib >= 1 ? `${number(mib)} Mio` : `${number(bytes / 1024)} Kio`;
}

const number = (value: number) =>
  new Intl.NumberFormat("fr-FR", { maximumFractionDigits: 1 }).format(value);

export const messages = {
  // requests that cannot be read
  badTarget: "Adresse refusée : ce chemin n’est pas écrit comme l’API de Docker l’écrit.",
  badQuery: (key: string) =>
    `Paramètre « ${key} » refusé : Escale ne le connaît pas, il est répété, ou sa valeur est mal écrite.`,
  badFilters: "Filtres refusés : le paramètre « filters » doit être un objet JSON bien formé.",
  unknownFilter: (known: string) =>
    `Filtre refusé : cette commande accepte ici les filtres ${known}, chacun avec une liste de textes.`,
  reservedLabel:
    "Étiquette refusée : les noms en « escale. » sont réservés à la plateforme. Choisissez un autre nom.",
  badBody: (why: string) => `Corps de la requête refusé : ce n’est pas du JSON strict (${why}).`,
  bodyNotExpected: "Corps de requête refusé : cette commande n’en attend pas.",
  bodyTooLarge: (max: string) => `Corps de requête refusé : il dépasse ${max}.`,
  bodyType: (type: string) => `Corps de requête refusé : son type doit être ${type}.`,
  badValue: (key: string) =>
    `La valeur de « ${key} » n’est pas permise ici. Vérifiez l’option correspondante de votre commande.`,
  unknownField: (key: string) =>
    `Le champ « ${key} » n’est pas permis ici : Escale ne le connaît pas. Retirez l’option correspondante.`,
  badHttp: "Requête HTTP illisible.",
  upgradeNotExpected: "Connexion « Upgrade » refusée : cette commande n’ouvre pas de flux.",

  // the surface
  notOpen: (what: string) => `${what} Escale ouvre ces commandes plus tard dans le cours.`,
  noRoute:
    "Cette opération de Docker n’est pas ouverte dans Escale. Tapez « docker --help » et restez aux commandes de la leçon.",
  notStarted:
    "Le moteur Docker d’Escale ne répond pas. Réessayez dans quelques instants ; si cela dure, prévenez la personne qui gère le site.",
  engineMisread:
    "Le moteur Docker d’Escale a répondu de façon inattendue. Réessayez ; si cela dure, prévenez la personne qui gère le site.",
  internal:
    "Escale a rencontré une erreur imprévue. Réessayez ; si cela dure, prévenez la personne qui gère le site.",

  // names
  nameTooLong: (max: number) =>
    `Nom de conteneur refusé : il dépasse ${max} caractères. Choisissez un nom plus court.`,
  networkNameTooLong: (max: number) =>
    `Nom de réseau refusé : il dépasse ${max} caractères. Choisissez un nom plus court.`,
  networkName:
    "Nom de réseau refusé : il commence par une lettre ou un chiffre, suivi de lettres, de chiffres, de points, de tirets ou de soulignés.",
  imageNameTooLong: "Nom d’image refusé : il est trop long. Choisissez un nom plus court.",

  // quotas
  tooManyConnections: (max: number) =>
    `Trop de connexions à la fois : votre espace de travail en permet ${max}. Fermez des commandes restées ouvertes (docker logs -f, docker stats…) et réessayez.`,
  tooManyRequests: (perSecond: number) =>
    `Trop de commandes d’un coup : votre espace de travail en permet ${perSecond} par seconde. Attendez une seconde et réessayez.`,
  tooManyContainers: (max: number) =>
    `Vous avez déjà ${max} conteneurs, le maximum de votre espace de travail. Supprimez-en avec « docker rm », ou « docker container prune » pour tous ceux qui sont arrêtés.`,
  tooManyImages: (max: number) =>
    `Vous avez déjà ${max} noms d’images, le maximum de votre espace de travail. Retirez-en avec « docker rmi ».`,
  tooManyNetworks: (max: number) =>
    `Vous avez déjà ${max} réseaux, le maximum de votre espace de travail. Supprimez-en avec « docker network rm », ou « docker network prune » pour tous ceux qui ne servent pas.`,
  memorySpent: (asked: number, used: number, max: number) =>
    `Mémoire insuffisante : ce conteneur demande ${size(asked)}, vos conteneurs en marche en occupent déjà ${size(used)} sur ${size(max)}. Arrêtez-en un avec « docker stop », ou demandez moins avec « -m ».`,
  memoryTooLarge: (asked: number, max: number) =>
    `Mémoire refusée : vous demandez ${size(asked)}, votre espace de travail en a ${size(max)} au plus. Demandez moins avec « -m ».`,
  cpusTooMany: (asked: number, max: number) =>
    `Processeurs refusés : vous en demandez ${number(asked)}, un conteneur en a ${number(max)} au plus ici. Demandez moins avec « --cpus ».`,
  pidsTooMany: (asked: number, max: number) =>
    `Nombre de processus refusé : vous en demandez ${asked}, un conteneur en a ${max} au plus ici. Demandez moins avec « --pids-limit ».`,
  diskFull:
    "Le disque de la machine est presque plein : Escale ne crée plus rien pour l’instant. Supprimez des conteneurs et des images dont vous n’avez plus besoin, et prévenez la personne qui gère le site.",
  archiveTooLarge: (max: number) =>
    `Copie interrompue : elle dépasse ${size(max)}, le maximum de « docker cp » ici.`,
  archiveMember: (name: string) =>
    `Copie refusée : « ${name} » est un périphérique, un tube ou un type de fichier qui ne se copie pas ici.`,
  archiveBroken: "Copie refusée : l’archive tar reçue est mal formée.",

  // networks
  networksClosed:
    "Les réseaux sont fermés sur ce site : le pare-feu qui sépare les apprenants de la machine et les uns des autres n’y est pas en place. Vos conteneurs ont leur seule interface locale ; prévenez la personne qui gère le site.",
  noSubnet:
    "Il n’y a plus d’adresses libres sur cette machine pour un réseau de plus. Supprimez un réseau avec « docker network rm », ou prévenez la personne qui gère le site.",
  sharedNetwork:
    "--network container: partage le réseau d’un autre conteneur : ni --network-alias ni --link n’y ont de sens. Retirez l’option.",
  linkWithoutNetwork: "--link relie deux conteneurs d’un même réseau : retirez « --network none ».",

  // policy
  capability: (name: string) =>
    `--cap-add ${name} n’est pas permis ici : cette capacité donnerait au conteneur un pouvoir sur la machine que partagent les apprenants.`,
  tmpfsOption: (option: string) =>
    `--tmpfs : l’option « ${option} » n’est pas permise ici. Restent size, mode, uid, gid, ro, rw, noexec, nosuid et nodev.`,
  tmpfsSize: (max: number) =>
    `--tmpfs : la taille ne peut pas dépasser ${size(max)}, la mémoire du conteneur.`,
  shmSize: (max: number) =>
    `--shm-size : la taille ne peut pas dépasser ${size(max)}, la mémoire du conteneur.`,
  ulimit: (name: string) =>
    `--ulimit ${name} n’est pas permis ici : restent nofile (4096 au plus), fsize, cpu et core (0).`,
  memorySwap:
    "--memory-swap n’est pas permis ici : un conteneur n’a pas de mémoire d’échange. Retirez l’option ou donnez la même valeur qu’à « -m ».",
  healthInterval:
    "--health-interval et --health-timeout : une seconde au moins, une heure au plus.",
  platform: "--platform n’est pas permis ici : les images du catalogue sont celles de la machine.",
  commitChange: (change: string) =>
    `--change « ${change} » n’est pas permis ici : restent CMD, ENTRYPOINT, ENV, EXPOSE, LABEL (hors « escale. », sans barre oblique inverse), STOPSIGNAL, USER et WORKDIR.`,
  psArguments:
    "docker top : ces options de ps ne sont pas permises ici. Restent « aux », « -ef » et « -eo » suivi de colonnes (pid, ppid, user, comm, args, stat, time…).",

  // images
  notInCatalogue: (image: string, available: readonly string[]) =>
    `L’image « ${image} » n’est pas dans le catalogue d’Escale, et ce site ne va pas chercher d’images ailleurs. Images disponibles : ${available.join(", ")}.`,
  emptyCatalogue: (image: string) =>
    `L’image « ${image} » est introuvable : le catalogue d’Escale est vide. Prévenez la personne qui gère le site.`,
  imageImport:
    "docker import et docker load ne sont pas ouverts dans Escale : prenez une image du catalogue avec « docker pull ».",
} as const;
