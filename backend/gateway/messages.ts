/**
 * Every French sentence that the gateway says to a learner: what happened, why, what to do.
 * What an engine would say itself stays in the engine's words, beside the code that says it.
 */

import { type DiskQuota, totalOf, type Use } from "@/backend/disk-use/use";

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
  // published ports
  portsClosed:
    "-p et -P : les ports publiés ne sont pas ouverts sur cette installation d’Escale. Retirez l’option : vos conteneurs se joignent entre eux sans elle, sur un même réseau.",
  portProtocol:
    "-p : les ports publiés sont de TCP ou d’UDP. SCTP reste fermé : retirez « /sctp », ou joignez le conteneur depuis un autre, sur un même réseau.",
  portsOfOldStation:
    "-p : votre poste de travail a été ouvert avant qu’Escale ne publie des ports UDP. Fermez-le et rouvrez-le (vos fichiers restent), puis recommencez.",
  portNumber: "-p : un port est un nombre de 1 à 65535. Écrivez par exemple « -p 8080:80 ».",
  portAddress:
    "-p : les ports se publient sur votre poste de travail, dont les seules adresses sont 127.0.0.1 et ::1. Retirez l’adresse, ou écrivez « 127.0.0.1:8080:80 ».",
  tooManyPorts: (most: number) =>
    `-p : ${most} ports publiés au plus. Arrêtez un conteneur, ou publiez-en moins.`,
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
  webSocketExpected:
    "Cette opération se demande par une connexion WebSocket (« Upgrade: websocket »). Sans elle, « docker attach » fait la même chose.",
  badHandshake:
    "Connexion WebSocket refusée : il faut une requête GET sans corps, la version 13 du protocole, une clé bien formée et aucun sous-protocole.",

  // the surface
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
  rested: (seconds: number, perSecond: number) =>
    `Votre moteur n’a rien accepté pendant ${seconds} s : un de vos programmes lui envoyait bien plus de commandes que les ${perSecond} par seconde permises à votre espace de travail. Arrêtez ce programme s’il tourne encore (une boucle sans pause ?), puis recommencez : vos conteneurs n’ont pas été touchés.`,
  tooManyContainers: (max: number) =>
    `Vous avez déjà ${max} conteneurs, le maximum de votre espace de travail. Supprimez-en avec « docker rm », ou « docker container prune » pour tous ceux qui sont arrêtés.`,
  tooManyImages: (max: number) =>
    `Vous avez déjà ${max} noms d’images, le maximum de votre espace de travail. Retirez-en avec « docker rmi ». « docker image prune » retire toutes celles qui n’ont plus de nom (<none>).`,
  tooManyNetworks: (max: number) =>
    `Vous avez déjà ${max} réseaux, le maximum de votre espace de travail. Supprimez-en avec « docker network rm », ou « docker network prune » pour tous ceux qui ne servent pas.`,
  memorySpent: (asked: number, used: number, max: number) =>
    `Mémoire insuffisante : il faut ${size(asked)}, vos conteneurs en marche en occupent déjà ${size(used)} sur ${size(max)}. Arrêtez-en un avec « docker stop », ou demandez moins avec « -m ».`,
  machinesClosed:
    "Ce site ne fait pas tourner de machines virtuelles. La leçon se lit sans elle ; prévenez la personne qui gère le site si vous en avez besoin.",
  machineRuns: (name: string) =>
    `Une machine virtuelle par personne : « ${name} » tourne déjà. Éteignez-la en y tapant « poweroff », ou avec « docker stop ${name} », puis recommencez.`,
  machineStarts:
    "Une machine virtuelle par personne : la vôtre est en train de démarrer. Attendez-la.",
  machinesTaken: (most: number, position: number, of: number) =>
    `${most === 1 ? "La seule machine virtuelle que ce site fait tourner à la fois est prise" : `Les ${most} machines virtuelles que ce site fait tourner à la fois sont prises`}. Vous êtes dans la file, à la place ${position} sur ${of}. Laissez la page de la leçon ouverte : elle dira quand c’est votre tour, et vous relancerez cette commande. Sans la page, votre place est gardée une minute.`,
  machineRestart:
    "--restart n’est pas permis pour une machine virtuelle : elles tournent chacune leur tour. Retirez l’option.",
  machineSealed:
    "On n’entre dans cette machine virtuelle que par sa console : le processeur l’aide (KVM), et rien d’autre ne doit tourner à côté d’elle. Tapez vos commandes dans son terminal ; « docker attach » y ramène.",
  processesSpent: (used: number, max: number) =>
    `Trop de processus : vos conteneurs en font tourner ${used} sur les ${max} de votre espace de travail. « docker top » montre ceux d’un conteneur ; arrêtez celui qui en lance trop avec « docker kill ».`,
  tooManyExecs: (max: number) =>
    `Trop de « docker exec » à la fois : votre espace de travail en permet ${max}. Quittez-en un, ou redémarrez avec « docker restart » le conteneur où ils tournent encore.`,
  engineBusy: (seconds: number) =>
    `Trop de commandes à la fois : le moteur en a encore pour ${seconds} s avec celles que vous lui avez données. Attendez qu’elles soient finies, puis recommencez.`,
  memoryTooLarge: (asked: number, max: number) =>
    `Mémoire refusée : vous demandez ${size(asked)}, votre espace de travail en a ${size(max)} au plus. Demandez moins avec « -m ».`,
  logOptions: (least: number, files: number) =>
    `--log-opt : « max-size » est une taille d’au moins ${size(least)} (par exemple 500k), « max-file » un nombre de 1 à ${files}.`,
  logTooLarge: (asked: string, files: number, max: number) =>
    `--log-opt refusé : ${files} fichier${files > 1 ? "s" : ""} de ${asked} dépasse${files > 1 ? "nt" : ""} les ${size(max)} de journaux qu’un conteneur a au plus ici. Écrivez par exemple « --log-opt max-size=1m --log-opt max-file=2 ».`,
  cpusTooMany: (asked: number, max: number) =>
    `Processeurs refusés : vous en demandez ${number(asked)}, un conteneur en a ${number(max)} au plus ici. Demandez moins avec « --cpus ».`,
  pidsTooMany: (asked: number, max: number) =>
    `Nombre de processus refusé : vous en demandez ${asked}, un conteneur en a ${max} au plus ici. Demandez moins avec « --pids-limit ».`,
  diskFull:
    "Le disque de la machine est presque plein : Escale ne crée plus rien pour l’instant. Supprimez des conteneurs et des images dont vous n’avez plus besoin, et prévenez la personne qui gère le site.",
  diskSpent: ({ use, quota }: { use: Use; quota: DiskQuota }) => {
    const { bytes, files } = totalOf(use);
    const amounts = [
      ["vos conteneurs", use.containers],
      ["vos volumes", use.volumes],
      ["vos images", use.images],
      ["votre dossier personnel", use.home],
    ] as const;
    const byFiles = files / quota.files > bytes / quota.bytes;
    const what = byFiles
      ? `${number(files)} fichiers sur les ${number(quota.files)} permis`
      : `${size(bytes)} sur ${size(quota.bytes)}`;
    const parts = [...amounts]
      .sort(([, one], [, other]) => (byFiles ? other.files - one.files : other.bytes - one.bytes))
      .map(([name, amount]) => `${name} ${byFiles ? number(amount.files) : size(amount.bytes)}`);
    return `Disque plein : votre espace de travail occupe ${what} (${parts.join(", ")}). Faites de la place, puis réessayez : « docker ps -as » et « docker system df -v » montrent ce qui en prend ; « docker rm », « docker volume rm », « docker rmi » et « rm » en rendent.`;
  },
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

  // build
  dockerfileText: "Dockerfile refusé : ce n’est pas du texte en UTF-8.",
  dockerfileLine: (line: number) =>
    `Dockerfile, ligne ${line} : elle est trop longue, contient un caractère de contrôle, ou se termine par un caractère d’échappement qui ne continue rien.`,
  dockerfileSyntax: (syntax: string) =>
    `Dockerfile : la directive « # syntax=${syntax} » n’est pas permise ici, car elle ferait télécharger un autre constructeur. Retirez cette ligne.`,
  dockerfileFlag: (line: number, keyword: string, flag: string) =>
    `Dockerfile, ligne ${line} : l’option « ${flag} » de ${keyword} n’est pas ouverte ici, car elle demande BuildKit. Retirez-la.`,
  dockerfileHeredoc: (line: number, keyword: string) =>
    `Dockerfile, ligne ${line} : ${keyword} avec un document « << » demande BuildKit, qui n’est pas ouvert ici. Enchaînez les commandes avec « && », ou copiez un fichier avec COPY.`,
  dockerfileAdd: (line: number) =>
    `Dockerfile, ligne ${line} : ADD ne prend ici que des fichiers du contexte, nommés sans variable : ni adresse http, ni dépôt git. Pour des fichiers locaux, COPY suffit.`,
  dockerfileLabel: (line: number) =>
    `Dockerfile, ligne ${line} : le nom d’une étiquette (LABEL) s’écrit ici sans variable ni caractère d’échappement, par exemple LABEL auteur="Zoé".`,
  dockerfileOnbuildFrom: (line: number) =>
    `Dockerfile, ligne ${line} : ONBUILD COPY --from n’est pas permis ici. Écrivez ce COPY --from dans le Dockerfile qui en a besoin.`,
  dockerfileTriggers: (line: number) =>
    `Dockerfile, ligne ${line} : cette image de base a des instructions ONBUILD et n’a pas été construite dans votre espace de travail. Partez d’une autre image.`,
  dockerfileVariable: (text: string) =>
    `Dockerfile : « ${text} » n’est pas une variable comme FROM et ARG en acceptent ici : $NOM, \${NOM}, \${NOM:-défaut} ou \${NOM:+texte}.`,
  dockerfileFromVariable: (line: number) =>
    `Dockerfile, ligne ${line} : COPY --from n’accepte pas de variable. Nommez une étape avec « FROM image AS nom », puis écrivez COPY --from=nom.`,
  dockerfileSteps: (max: number) => `Dockerfile refusé : il a plus de ${max} instructions.`,
  dockerfileAmbiguous:
    "Dockerfile refusé : une de ses instructions peut se lire de deux façons. Écrivez-la plus simplement.",
  dockerfileOutside: (path: string) =>
    `Dockerfile refusé : « ${path} » est hors du contexte de construction. Donnez à « -f » un fichier du dossier que vous construisez.`,
  dockerfileLarge: (path: string, max: number) =>
    `Fichier refusé : « ${path} » dépasse ${size(max)}.`,
  buildBase: (line: number, image: string, available: readonly string[]) =>
    `Dockerfile, ligne ${line} : l’image « ${image} » n’est ni parmi les vôtres, ni dans le catalogue d’Escale, et ce site ne va pas chercher d’images ailleurs. Images disponibles : ${available.join(", ")}.`,
  buildOption: (option: string) =>
    `docker build : ${option} n’est pas ouvert ici. Retirez l’option et recommencez.`,
  buildJson: "docker build : une option (--build-arg ou --label) est mal écrite.",
  buildTime: (seconds: number) =>
    `Construction interrompue : elle dure depuis plus de ${number(seconds / 60)} minutes, le maximum ici.`,
  contextTooLarge: (max: number, members: number) =>
    `Contexte de construction refusé : il dépasse ${size(max)} ou ${number(members)} fichiers. Écartez ce qui ne sert pas avec un fichier .dockerignore.`,
  contextMember: (name: string, why: string) =>
    `Contexte de construction refusé : « ${name} » n’est pas accepté, car ${why}.`,
  contextBroken: "Contexte de construction refusé : l’archive tar reçue est mal formée.",
  // volumes and mounts
  tooManyVolumes: (max: number) =>
    `Vous avez déjà ${max} volumes, le maximum de votre espace de travail, ou cette commande le dépasserait. Supprimez-en avec « docker volume rm », ou « docker volume prune » pour tous ceux qui ne servent pas.`,
  tooManyMounts: (max: number) => `Trop de montages : un conteneur en a ${max} au plus ici.`,
  volumeDriver:
    "Volume refusé : le seul pilote permis ici est « local », sans option (--driver, --opt). Retirez ces options.",
  mountOption: (option: string) =>
    `-v : l’option « ${option} » n’est pas permise ici. Restent ro, rw et nocopy.`,
  mountType: (type: string) =>
    `--mount : le type « ${type} » n’est pas permis ici. Restent volume, bind et tmpfs.`,
  mountTarget: (target: string) =>
    `Montage refusé : « ${target} » n’est pas un endroit où monter quelque chose (/proc, /sys et /dev restent au noyau). Choisissez un autre chemin dans le conteneur.`,
  bindClosed:
    "-v : monter un dossier n’est pas possible sur ce site. Prenez un volume (« -v nom:/chemin »), ou « docker cp » pour copier des fichiers.",
  bindOutside: (source: string) =>
    `-v : « ${source} » n’est pas dans votre dossier personnel. Seuls les fichiers et dossiers de /home/apprenant se montent dans un conteneur.`,
  bindLink: (source: string) =>
    `-v : « ${source} » est ou traverse un lien symbolique. Donnez le chemin réel (« pwd -P » et « readlink -f » le montrent).`,
  bindKind: (source: string) =>
    `-v : « ${source} » n’est ni un dossier ni un fichier ordinaire. Les autres types de fichiers ne se montent pas ici.`,
  bindMoved: (source: string) => `-v : « ${source} » a changé pendant le montage. Réessayez.`,

  // images
  notInCatalogue: (image: string, available: readonly string[]) =>
    `L’image « ${image} » n’est pas dans le catalogue d’Escale, et ce site ne va pas chercher d’images ailleurs. Images disponibles : ${available.join(", ")}.`,
  emptyCatalogue: (image: string) =>
    `L’image « ${image} » est introuvable : le catalogue d’Escale est vide. Prévenez la personne qui gère le site.`,
  imageImport:
    "docker import : donnez une archive locale (« docker import fichier.tar nom »). Escale ne va pas chercher d’adresse.",
  loadTooLarge: (max: number) =>
    `docker load interrompu : l’archive dépasse ${size(max)}, le maximum ici.`,
  loadBroken:
    "docker load refusé : ce n’est pas une archive de « docker save » bien formée (tar ou tar.gz).",
  loadLayer:
    "docker load refusé : une couche manque dans l’archive, est compressée, ou n’a pas le contenu que l’image annonce.",
  loadMember: (name: string) =>
    `docker load refusé : une couche contient « ${name} », un périphérique, un fichier à trous ou un chemin qui sort de l’image.`,
  loadBusy:
    "Un docker load est déjà en cours dans votre espace de travail. Attendez qu’il finisse et réessayez.",
  updateMemory: (asked: number, max: number) =>
    `docker update : ce conteneur a été créé avec ${size(max)} de mémoire et ne peut pas en recevoir ${size(asked)}. Recréez-le avec « -m ».`,
} as const;
