/**
 * What an object is, in plain French sentences. Names come from the learner or from an image's
 * author and are parts of their own, which the page shows as text.
 */
import type {
  EngineContainer,
  EngineImage,
  EngineNetwork,
  EngineView,
  EngineVolume,
} from "@/lib/protocol/engine-view";
import { imageName, type ObjectRef, shortId } from "./objects";
import type { Stratum } from "./strata";
import { count, mebibytes, size, span } from "./words";

export type Part = string | { code: string } | { ref: ObjectRef; label: string };
export type Phrase = readonly Part[];

const code = (text: string): Part => ({ code: text });
const link = (kind: ObjectRef["kind"], key: string, label: string): Part => ({
  ref: { kind, key },
  label,
});

/** Parts with « , » and « et » between. */
function enumerated(parts: readonly Part[]): Part[] {
  return parts.flatMap((part, index) => {
    if (index === 0) return [part];
    return [index === parts.length - 1 ? " et " : ", ", part];
  });
}

/** What an exit code tells (Docker's and the shells' conventions). */
export function exitMeaning(exitCode: number, outOfMemory: boolean): string {
  if (outOfMemory) return "il a dépassé sa limite de mémoire et a été tué";
  if (exitCode === 0) return "sans erreur";
  if (exitCode === 125) return "le moteur n’a pas pu le lancer";
  if (exitCode === 126) return "sa commande n’est pas exécutable";
  if (exitCode === 127) return "sa commande est introuvable";
  if (exitCode === 130) return "interrompu par Ctrl + C";
  if (exitCode === 137) return "tué d’office, sans pouvoir finir son travail";
  if (exitCode === 139) return "son programme a fait une erreur d’accès à la mémoire";
  if (exitCode === 143) return "prié de s’arrêter, ce qu’il a fait";
  return "son programme a signalé une erreur";
}

export function aboutContainer(
  container: EngineContainer,
  view: EngineView,
  now: number,
): Phrase[] {
  const image = view.images.find(({ id }) => id === container.imageId);
  const from: Part[] = [
    " à partir de l’image ",
    link("image", container.imageId, container.image || (image ? imageName(image) : "")),
    ".",
  ];
  return [
    [...lifeOf(container, now), ...from],
    ...healthOf(container),
    ...(container.command === "" ? [] : [["Sa commande : ", code(container.command)]]),
    ...portsOf(container),
    ...mountsOf(container),
    ...placesOf(container, view),
    [
      "Il peut utiliser ",
      mebibytes(container.limits.memoryBytes),
      " de mémoire et ",
      count(container.limits.cpus, "processeur", "processeurs"),
      " au plus.",
    ],
  ];
}

function lifeOf(container: EngineContainer, now: number): Part[] {
  const since = (moment: string | null) => span(now - Date.parse(moment ?? container.createdAt));
  const { exitCode } = container;
  switch (container.state) {
    case "running":
      return [`Ce conteneur tourne depuis ${since(container.startedAt)}`];
    case "paused":
      return [
        "Ce conteneur est en pause : ses processus sont figés, sa mémoire reste. Il a été lancé",
      ];
    case "restarting":
      return ["Ce conteneur s’est arrêté et le moteur le relance. Il a été créé"];
    case "created":
      return [`Ce conteneur a été créé il y a ${since(null)} et n’a jamais démarré. Il est fait`];
    case "removing":
      return ["Ce conteneur est en train d’être supprimé. Il avait été créé"];
    case "exited":
    case "dead":
      return [
        `Ce conteneur s’est arrêté il y a ${since(container.finishedAt)} avec le code `,
        code(String(exitCode ?? "?")),
        ` : ${exitMeaning(exitCode ?? -1, container.outOfMemory)}. Il avait été créé`,
      ];
  }
}

function healthOf({ health }: EngineContainer): Phrase[] {
  switch (health) {
    case "healthy":
      return [["Son contrôle de santé réussit."]];
    case "unhealthy":
      return [["Son contrôle de santé échoue : il tourne, mais ne rend pas le service attendu."]];
    case "starting":
      return [["Son contrôle de santé n’a pas encore rendu d’avis."]];
    case null:
      return [];
  }
}

function portsOf({ ports }: EngineContainer): Phrase[] {
  return ports.map(({ port, protocol, published }) => {
    const name = protocol === "tcp" ? String(port) : `${port}/${protocol}`;
    const [first] = published;
    if (first === undefined)
      return ["Son port ", code(name), " est annoncé par l’image, mais n’est pas publié."];
    const phrase: Part[] = ["Son port ", code(name), " est publié : "];
    return [...phrase, code(`curl localhost:${first.port}`), " l’atteint depuis le terminal."];
  });
}

function mountsOf({ mounts }: EngineContainer): Phrase[] {
  return mounts.map(({ type, source, target, writable }) => {
    const where: Part[] = [" est monté sur ", code(target)];
    const how = writable ? "." : ", en lecture seule.";
    if (type === "volume")
      return ["Le volume ", link("volume", source, volumeLabel(source)), ...where, how];
    if (type === "bind") return ["Votre dossier ", code(source), ...where, how];
    return ["Un dossier en mémoire, vide à chaque démarrage,", ...where, "."];
  });
}

function placesOf({ networks }: EngineContainer, view: EngineView): Phrase[] {
  if (networks.length === 0 || networks.every(({ name }) => name === "none"))
    return [["Il n’est sur aucun réseau."]];
  return networks.map(({ id, name, address, aliases }) => {
    const known = view.networks.some((network) => network.id === id);
    const there: Part[] = ["Sur le réseau ", known ? link("network", id, name) : code(name)];
    const said: Part[] =
      address === null
        ? [", il n’a pas d’adresse tant qu’il ne tourne pas"]
        : [", son adresse est ", code(address)];
    const also: Part[] =
      aliases.length === 0 ? [] : [" ; on l’y appelle aussi ", ...enumerated(aliases.map(code))];
    return [...there, ...said, ...also, "."];
  });
}

/** An anonymous volume's name is 64 digits. */
export const volumeLabel = (name: string): string =>
  /^[0-9a-f]{64}$/.test(name) ? name.slice(0, 12) : name;

export function aboutImage(
  image: EngineImage,
  view: EngineView,
  shared: readonly Stratum[],
  now: number,
): Phrase[] {
  const users = view.containers.filter(({ imageId }) => imageId === image.id);
  const common = shared.reduce((sum, stratum) => sum + stratum.size, 0);
  const names: Phrase[] =
    image.tags.length === 0
      ? [["Cette image n’a plus de nom. Son identifiant : ", code(shortId(image.id)), "."]]
      : image.tags.length === 1
        ? []
        : [["Cette image a plusieurs noms : ", ...enumerated(image.tags.map(code)), "."]];
  return [
    ...names,
    [
      `Elle pèse ${size(image.size)} en ${count(image.layers.length, "couche", "couches")}, ` +
        `et a été construite il y a ${span(now - Date.parse(image.createdAt))}.`,
    ],
    ...(shared.length === 0
      ? []
      : [
          [
            `${size(common)} en sont partagés avec d’autres images : le moteur ne les garde qu’une fois.`,
          ],
        ]),
    users.length === 0
      ? ["Aucun conteneur n’en est issu pour l’instant."]
      : [
          users.length === 1 ? "Un conteneur en est issu : " : "Des conteneurs en sont issus : ",
          ...enumerated(users.map(({ id, name }) => link("container", id, name))),
          ".",
        ],
  ];
}

export function aboutLayer(stratum: Stratum, view: EngineView): Phrase[] {
  const images = view.images.filter(({ id }) => stratum.images.includes(id));
  return [
    [
      `Cette couche pèse ${size(stratum.size)}. `,
      images.length > 1 ? "Elle est commune aux images " : "Elle appartient à l’image ",
      ...enumerated(images.map((image) => link("image", image.id, imageName(image)))),
      images.length > 1 ? ", et n’est gardée qu’une fois sur le disque." : ".",
    ],
    stratum.createdBy === ""
      ? ["L’instruction qui l’a faite n’est pas connue."]
      : ["L’instruction qui l’a faite : ", code(stratum.createdBy)],
  ];
}

export function aboutNetwork(network: EngineNetwork): Phrase[] {
  const { members } = network;
  return [
    [
      network.name === "bridge"
        ? "C’est votre réseau par défaut : un conteneur lancé sans --network y est placé. On s’y joint par adresse, pas par nom."
        : "C’est un réseau que vous avez créé : les conteneurs qui y sont se joignent par leur nom.",
    ],
    ...(network.subnet === null ? [] : [["Ses adresses sont dans ", code(network.subnet), "."]]),
    ...(network.internal ? [["Il est interne : rien n’en sort vers l’extérieur."]] : []),
    ...(members.length === 0 ? [["Aucun conteneur n’y est."]] : []),
    ...members.map(
      ({ container, name, address, aliases }): Phrase => [
        link("container", container, name),
        address === null ? " y est inscrit, mais ne tourne pas" : " y a l’adresse ",
        ...(address === null ? [] : [code(address)]),
        ...(aliases.length === 0 ? [] : [" et répond aussi à ", ...enumerated(aliases.map(code))]),
        ".",
      ],
    ),
  ];
}

export function aboutVolume(volume: EngineVolume, view: EngineView, now: number): Phrase[] {
  const age = Date.parse(volume.createdAt);
  return [
    volume.anonymous
      ? ["C’est un volume anonyme : personne ne lui a donné de nom, son identifiant en tient lieu."]
      : ["C’est un volume : ses fichiers restent quand les conteneurs sont supprimés."],
    ...(Number.isNaN(age) ? [] : [[`Il a été créé il y a ${span(now - age)}.`]]),
    ...(volume.users.length === 0 ? [["Aucun conteneur ne le monte pour l’instant."]] : []),
    ...view.containers
      .filter(({ id }) => volume.users.includes(id))
      .flatMap(({ id, name, mounts }) =>
        mounts
          .filter(({ type, source }) => type === "volume" && source === volume.name)
          .map(
            ({ target, writable }): Phrase => [
              link("container", id, name),
              " le monte sur ",
              code(target),
              writable ? "." : ", en lecture seule.",
            ],
          ),
      ),
  ];
}
