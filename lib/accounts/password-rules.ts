/**
 * Which passwords are taken, as NIST SP 800-63B §3.1.1.2 has it: long enough, any character, no
 * rule of composition, and none that is guessed first. Also runs in the browser, which tells at once.
 */

/** In characters as a person counts them. The standard asks for 8, and 15 in its newest edition. */
export const minPasswordLength = 12;
/** Room for any sentence; hashing takes no longer for it. */
export const maxPasswordLength = 200;

/** Two keyboards may compose the same letter differently (same section: NFKC). */
export const normalizedPassword = (password: string): string => password.normalize("NFKC");

/** Words that long but easy passwords are made of, French ones first. */
const common = [
  ..."motdepasse password passwort contrasena azertyuiop azerty qwertyuiop qwerty qwertz".split(
    " ",
  ),
  ..."bonjour bienvenue welcome soleil doudou loulou chouchou jetaime iloveyou marseille".split(
    " ",
  ),
  ..."administrateur administrator admin root user utilisateur guest invite test secret".split(" "),
  ..."letmein changeme changezmoi dragon monkey football princesse princess sunshine".split(" "),
  ..."escale docker conteneur container formation formateur apprenant ecole lycee".split(" "),
  ..."qsdfghjklm asdfghjkl wxcvbn zxcvbnm abcdefghijklmnopqrstuvwxyz abcdef abc".split(" "),
  ..."01234567890123456789 1234567890 12345678 123456 12345 1234 123 9876543210 987654".split(" "),
  ..."janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre".split(
    " ",
  ),
  ..."printemps hiver automne lundi mardi mercredi jeudi vendredi samedi dimanche".split(" "),
].sort((a, b) => b.length - a.length);

const plain = (text: string) =>
  text
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9]/g, "");

/** Whether little is left of it without the words that are tried first. */
function isCommon(password: string, own: readonly string[]): boolean {
  let left = plain(password);
  const before = left.length;
  for (const word of [...own, ...common]) left = left.replaceAll(word, "");
  return left.length < before && left.replace(/\d/g, "").length < 4;
}

const sentences = {
  short: `Il faut au moins ${minPasswordLength} caractères. Une phrase de quelques mots convient très bien.`,
  long: `Il faut au plus ${maxPasswordLength} caractères.`,
  repeated: "Les mêmes caractères y reviennent sans cesse. Choisissez-en un plus varié.",
  common:
    "Ce mot de passe est de ceux que l’on essaie en premier. Quelques mots sans lien entre eux valent mieux.",
};

/**
 * What is wrong with it, in French; null: nothing.
 * @param own what others know of the person: name, address
 */
export function passwordProblem(password: string, own: readonly string[] = []): string | null {
  const text = normalizedPassword(password);
  const { length } = [...text];
  if (length < minPasswordLength) return sentences.short;
  if (length > maxPasswordLength) return sentences.long;
  if (new Set(text.toLowerCase()).size < 5) return sentences.repeated;
  const known = own
    .flatMap((one) => [one, ...one.split(/[@\s.]/)])
    .map(plain)
    .filter((word) => word.length >= 4);
  return isCommon(text, known) ? sentences.common : null;
}
