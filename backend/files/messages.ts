/** What a learner reads when the editor cannot do what was asked with a file. */
import { EscaleError } from "@/lib/protocol/errors";

const MiB = 1024 ** 2;
const size = (bytes: number) => `${(bytes / MiB).toFixed(1).replace(".", ",")} Mio`;

export const problems = {
  missing: () =>
    new EscaleError(
      "not_found",
      "Ce fichier ou ce dossier n’existe plus : il a pu être supprimé ou déplacé depuis le terminal.",
    ),
  link: () =>
    new EscaleError(
      "forbidden",
      "Ce chemin passe par un lien symbolique, que l’éditeur ne suit pas. Ouvrez le fichier à son vrai emplacement : « readlink -f » le donne dans le terminal.",
    ),
  kind: () =>
    new EscaleError(
      "forbidden",
      "Ce n’est ni un dossier ni un fichier ordinaire (mais un tube, un socket ou un périphérique) : l’éditeur ne l’ouvre pas.",
    ),
  notAFile: () =>
    new EscaleError("bad_request", "C’est un dossier : il s’ouvre dans l’arborescence."),
  notAFolder: () => new EscaleError("bad_request", "Ce n’est pas un dossier."),
  tooLargeToEdit: (bytes: number, max: number) =>
    new EscaleError(
      "payload_too_large",
      `Ce fichier est trop volumineux pour l’éditeur (${size(bytes)}, pour ${size(max)} au plus). Téléchargez-le, ou parcourez-le dans le terminal avec « less ».`,
    ),
  tooLargeToStore: (max: number) =>
    new EscaleError("payload_too_large", `Un fichier envoyé pèse ${size(max)} au plus.`),
  changed: () =>
    new EscaleError(
      "file_changed",
      "Ce fichier a été modifié par le terminal depuis que vous l’avez ouvert : rien n’a été écrasé.",
    ),
  exists: () =>
    new EscaleError(
      "already_exists",
      "Un fichier ou un dossier de ce nom existe déjà à cet endroit. Choisissez un autre nom.",
    ),
  intoItself: () =>
    new EscaleError("bad_request", "Un dossier ne peut pas être déplacé dans lui-même."),
  busyFolder: () =>
    new EscaleError(
      "in_use",
      "Un programme écrit dans ce dossier pendant qu’on le supprime. Arrêtez-le dans le terminal, puis réessayez.",
    ),
  full: () =>
    new EscaleError(
      "disk_full",
      "Il n’y a plus assez de place sur le disque : rien n’a été enregistré. Supprimez des fichiers ou des images, puis réessayez.",
    ),
  busy: () =>
    new EscaleError(
      "too_many_requests",
      "Trop de transferts de fichiers sont en cours pour votre espace. Attendez la fin de l’un d’eux, puis réessayez.",
    ),
};
