/** The sentences of the starting points. */

export const trouble = {
  unknown: "Ce point de départ n’existe pas, ou n’existe plus.",
  damaged:
    "Ce lien est incomplet ou abîmé : il a sans doute été coupé en chemin. Demandez-le de nouveau, ou copiez-le en entier.",
  refused: "Ce lien ne contient pas un point de départ valable. Rien n’en a été repris.",
  hiddenCommand:
    "Cette commande contient des caractères que l’on ne voit pas : elle n’est pas proposée.",
  hiddenFile:
    "Ce fichier contient des caractères qui se cachent ou retournent le texte : il n’est pas proposé.",
};
