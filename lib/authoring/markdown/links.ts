/** Where a link of a trainer's lesson may lead. */
import type { Link } from "mdast";
import { ownPath } from "@/lib/http/own-path";
import type { Reader } from "./reader";

/**
 * The address as the page writes it; null: refused, and said so. What is no known scheme is no link:
 * `javascript:`, `data:` and whatever browsers will know one day.
 */
export function hrefOf(link: Link, reader: Reader): string | null {
  const { url } = link;
  const refuse = (message: string) => {
    reader.refuse(link, message);
    return null;
  };
  // browsers drop these within an address (WHATWG URL, §4.4)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (/[\u0000-\u0020\u007f\u0080-\u00a0\u2028\u2029]/.test(url))
    return refuse("L’adresse de ce lien contient des espaces ou des caractères invisibles.");
  if (url.startsWith("#")) {
    reader.anchors.push({ id: url.slice(1), node: link });
    return url;
  }
  if (/^https?:\/\/[^/\\]/i.test(url) || /^mailto:[^/\\]/i.test(url))
    return URL.canParse(url)
      ? url
      : refuse(`L’adresse «\u00a0${shown(url)}\u00a0» est mal formée.`);
  if (url.startsWith("/")) {
    const path = ownPath(url, "");
    const page = path.split(/[?#]/)[0] ?? "";
    if (path === "") return refuse(`«\u00a0${shown(url)}\u00a0» n’est pas une page de ce site.`);
    if (page.startsWith("/parcours/") && !reader.known.lessons.has(page))
      return refuse(`Lien mort\u00a0: le parcours n’a pas de leçon à l’adresse ${shown(page)}.`);
    return path;
  }
  return refuse(
    `Le lien «\u00a0${shown(url)}\u00a0» n’est pas accepté\u00a0: écrivez une adresse en https://, http:// ou mailto:, une page du site (/parcours…) ou un titre de la leçon (#titre).`,
  );
}

const shown = (url: string): string => url.slice(0, 80);
