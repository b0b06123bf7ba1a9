/** The addresses that lead into a class, as they are shown, copied and scanned. */
import { ownOrigin } from "@/lib/http/same-origin";
import { shownCode } from "@/lib/protocol/classroom";
import { runtime } from "@/lib/runtime/settings";

const origin = (headers: Headers) => {
  const { ESCALE_URL: url } = runtime().settings;
  return url === undefined ? ownOrigin(headers, url) : new URL(url).origin;
};

export const codeLink = (headers: Headers, code: string): string =>
  `${origin(headers)}/rejoindre?code=${shownCode(code)}`;

export const placeLink = (headers: Headers, token: string): string =>
  `${origin(headers)}/rejoindre?place=${token}`;
