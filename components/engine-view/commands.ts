/**
 * The commands that would act on an object, each with what it does. Names that are not of the
 * shapes that the engine allows never reach a shell: the ID stands for them, or nothing does.
 */
import type {
  EngineContainer,
  EngineImage,
  EngineNetwork,
  EngineView,
  EngineVolume,
} from "@/lib/protocol/engine-view";
import { familiarTag, shortId } from "./objects";

export interface Command {
  readonly text: string;
  /** French, without a full stop */
  readonly says: string;
}

const plainName = /^[A-Za-z0-9][A-Za-z0-9_.-]*$/;
const plainTag = /^[a-z0-9][A-Za-z0-9._:/-]*$/;

const command = (text: string, says: string): Command => ({ text, says });

export function commandsForContainer(container: EngineContainer): Command[] {
  const name = plainName.test(container.name) ? container.name : shortId(container.id);
  const logs = command(`docker logs ${name}`, "lire ce qu’il a écrit");
  const remove = command(`docker rm ${name}`, "le supprimer");
  switch (container.state) {
    case "running":
      return [
        logs,
        command(`docker exec -it ${name} sh`, "ouvrir un shell dedans"),
        command(`docker top ${name}`, "voir ses processus"),
        command(`docker pause ${name}`, "le figer"),
        command(`docker restart ${name}`, "le redémarrer"),
        command(`docker stop ${name}`, "l’arrêter"),
      ];
    case "paused":
      return [command(`docker unpause ${name}`, "le laisser reprendre"), logs];
    case "restarting":
      return [logs, command(`docker stop ${name}`, "l’arrêter")];
    case "created":
      return [command(`docker start ${name}`, "le démarrer"), remove];
    case "exited":
    case "dead":
      return [logs, command(`docker start ${name}`, "le démarrer de nouveau"), remove];
    case "removing":
      return [];
  }
}

export function commandsForImage(image: EngineImage, view: EngineView): Command[] {
  const [tag] = image.tags;
  const name = tag !== undefined && plainTag.test(tag) ? familiarTag(tag) : shortId(image.id);
  const used = view.containers.some(({ imageId }) => imageId === image.id);
  return [
    command(`docker image history ${name}`, "voir comment elle a été faite, couche par couche"),
    command(`docker run -d ${name}`, "en lancer un conteneur, en arrière-plan"),
    command(
      `docker image rm ${name}`,
      used ? "la supprimer (refusé tant qu’un conteneur en est issu)" : "la supprimer",
    ),
  ];
}

export function commandsForNetwork({ name, members }: EngineNetwork): Command[] {
  if (!plainName.test(name)) return [];
  const inspect = command(`docker network inspect ${name}`, "voir ses réglages et ses membres");
  if (name === "bridge") return [inspect];
  return [
    inspect,
    command(
      `docker network rm ${name}`,
      members.some(({ address }) => address !== null)
        ? "le supprimer (refusé tant qu’un conteneur y est)"
        : "le supprimer",
    ),
  ];
}

export function commandsForVolume({ name, users }: EngineVolume): Command[] {
  if (!plainName.test(name)) return [];
  return [
    command(`docker volume inspect ${name}`, "voir ses réglages"),
    command(
      `docker volume rm ${name}`,
      users.length > 0
        ? "le supprimer (refusé tant qu’un conteneur le monte)"
        : "le supprimer, avec ses fichiers",
    ),
  ];
}
