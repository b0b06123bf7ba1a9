/** What a learner reads of the registry. */
import { size } from "../messages";

/** The registry's name in references. */
export const registryHost = "registre.escale";

export const words = {
  closed:
    "Le registre n’est pas ouvert sur ce site : docker push n’y mène nulle part. Pour transporter une image, « docker save » et « docker load » restent là.",
  /** `name`: what was given, without tag */
  elsewhere: (name: string, own: string) =>
    `docker push : « ${name} » ne désigne pas le registre de ce site, et rien ne part d’ici vers un autre. Donnez à l’image un nom de votre espace, puis publiez-la : « docker tag ${name} ${own} » et « docker push ${own} ».`,
  foreign: (name: string, own: string) =>
    `docker push : « ${name} » n’est pas un nom de votre espace du registre. Le vôtre s’écrit ${own} : « docker tag ${name} ${own} », puis « docker push ${own} ».`,
  login: (own: string) =>
    `Rien à faire : le registre d’Escale vous connaît déjà, et aucun mot de passe n’y sert. N’en tapez jamais ici, ni celui du Docker Hub ni un autre : ce que vous venez d’entrer n’a été ni lu ni gardé. Vos images s’y nomment ${own}…`,
  missing: (name: string) =>
    `L’image « ${name} » n’est pas dans le registre de ce site. Vérifiez l’espace, le nom et la balise : on ne trouve une image que par son nom exact, une fois publiée avec « docker push ».`,
  pushTooLarge: (max: number) =>
    `docker push interrompu : l’image dépasse à elle seule ${size(max)}, tout ce que vous pouvez publier ici. Faites-la plus petite.`,
  full: (max: number) =>
    `docker push refusé : vos images publiées dépasseraient ${size(max)}. Publiez une image plus petite sous une balise qui existe déjà : celle qu’elle remplace libère sa place.`,
  tooManyRepositories: (max: number) =>
    `docker push refusé : vous avez déjà ${max} dépôts (noms d’images publiées), le maximum. Publiez celle-ci comme une balise d’un dépôt qui existe.`,
  diskFull:
    "docker push refusé : le registre de ce site n’a plus de place. Prévenez la personne qui gère le site.",
  unavailable:
    "Le registre de ce site ne répond pas. Réessayez dans quelques instants ; si cela dure, prévenez la personne qui gère le site.",
};
