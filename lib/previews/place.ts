/**
 * Where previews live: a host of its own for each, never the site's. On this machine every browser
 * knows `*.localhost` as itself (RFC 6761 §6.3); elsewhere the operator gives a wildcard.
 */
import { ownOrigin } from "@/lib/http/same-origin";
import type { Settings } from "@/lib/protocol/settings";

/** On the preview's host, the one folder that is not the container's. */
export const reservedPath = "/.escale/";
export const entryPath = `${reservedPath}entrer`;
export const statePath = `${reservedPath}etat`;

export interface PreviewPlace {
  /** `http:` or `https:` */
  readonly protocol: string;
  /** what follows the label, with the port where there is one: `localhost:3000` */
  readonly domain: string;
}

type Addresses = Pick<Settings, "ESCALE_URL" | "ESCALE_PREVIEW_URL">;

const loopback = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * For somebody who sees the site under the name that these headers ask for; null where the operator
 * has to set ESCALE_PREVIEW_URL first.
 */
export function previewPlace(headers: Headers, settings: Addresses): PreviewPlace | null {
  const origin = ownOrigin(headers, settings.ESCALE_URL);
  if (!URL.canParse(origin)) return null;
  const own = new URL(origin);
  if (loopback.has(own.hostname)) {
    const port = own.port === "" ? "" : `:${own.port}`;
    return { protocol: own.protocol, domain: `localhost${port}` };
  }
  return settings.ESCALE_PREVIEW_URL === undefined ? null : wildcardOf(settings.ESCALE_PREVIEW_URL);
}

/** `https://*.apercus.example.org` */
function wildcardOf(pattern: string): PreviewPlace {
  const [protocol = "", domain = ""] = pattern.toLowerCase().split("//*.");
  return { protocol, domain };
}

export const previewOrigin = (place: PreviewPlace, label: string): string =>
  `${place.protocol}//${label}.${place.domain}`;

/** What a Content-Security-Policy calls all previews of a place. */
export const previewSource = (place: PreviewPlace): string =>
  `${place.protocol}//*.${place.domain}`;

/** Browsers keep `Secure` cookies of https, and of this very machine. */
export const takesSecureCookies = ({ protocol, domain }: PreviewPlace): boolean =>
  protocol === "https:" || /^localhost(:|$)/.test(domain);

export interface PreviewHost {
  readonly place: PreviewPlace;
  readonly label: string;
  /** the published port that the label tells; whose, only the grant says */
  readonly port: number;
}

const labelPattern = /^p([1-9]\d{0,4})-[a-z2-7]{26}$/;

/** The preview that a `Host` header names; null for every other name. */
export function previewHost(
  host: string | undefined,
  { ESCALE_PREVIEW_URL }: Pick<Settings, "ESCALE_PREVIEW_URL">,
): PreviewHost | null {
  const match = /^([a-z0-9-]{1,63})\.([a-z0-9.-]{1,253})(:\d{1,5})?$/.exec(
    host?.toLowerCase() ?? "",
  );
  const [, label = "", domain = "", port = ""] = match ?? [];
  const published = Number(labelPattern.exec(label)?.[1] ?? 0);
  if (published < 1 || published > 65_535) return null;
  if (domain === "localhost") {
    return { place: { protocol: "http:", domain: `localhost${port}` }, label, port: published };
  }
  if (ESCALE_PREVIEW_URL === undefined) return null;
  const place = wildcardOf(ESCALE_PREVIEW_URL);
  // whatever port a proxy may have added or left out
  return domain === place.domain.replace(/:\d+$/, "") ? { place, label, port: published } : null;
}
