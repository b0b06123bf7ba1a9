/**
 * The security headers of every response. What a page may load and run is said by its Content
 * Security Policy: scripts of this site and, of inline ones, those of the build (by hash) or of
 * this very response (by nonce).
 */
import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { notFoundPage, type PageHashes } from "./page-hashes";

export interface HeaderOptions {
  readonly pages: PageHashes;
  /** ESCALE_URL is https */
  readonly https: boolean;
  /** where previews live, of which a page may hold frames */
  readonly frames: (host: string | undefined) => string | null;
  /** the development server needs inline scripts, eval and its own WebSocket */
  readonly dev: boolean;
}

const fixed: readonly (readonly [string, string])[] = [
  ["X-Content-Type-Options", "nosniff"],
  ["X-Frame-Options", "DENY"],
  ["Referrer-Policy", "strict-origin-when-cross-origin"],
  ["Cross-Origin-Opener-Policy", "same-origin"],
  ["Cross-Origin-Resource-Policy", "same-origin"],
  ["X-DNS-Prefetch-Control", "off"],
  [
    "Permissions-Policy",
    // The terminal copies and pastes; nothing else of the machine is asked for.
    "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), publickey-credentials-get=(), usb=(), clipboard-read=(self), clipboard-write=(self)",
  ],
];

export function contentSecurityPolicy(
  scripts: readonly string[],
  frames: string | null,
  dev: boolean,
): string {
  return [
    "default-src 'self'",
    `script-src 'self' ${dev ? "'unsafe-inline' 'unsafe-eval'" : scripts.join(" ")}`.trimEnd(),
    // xterm and the split panes set style attributes.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${dev ? " ws:" : ""}`,
    "worker-src 'self'",
    "manifest-src 'self'",
    `frame-src ${frames ?? "'none'"}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/**
 * Sets them, and has the policy's scripts settled when the response begins: only then is it known
 * whether the page was found. A page rendered for this request finds its nonce in the request's
 * own policy header, where Next looks for it.
 */
export function secure(
  request: IncomingMessage,
  response: ServerResponse,
  { pages, https, frames, dev }: HeaderOptions,
): void {
  for (const [name, value] of fixed) response.setHeader(name, value);
  if (https) response.setHeader("Strict-Transport-Security", "max-age=31536000");
  const framed = frames(request.headers.host);
  const known = pages.get(pagePath(request.url ?? "/"));
  const nonce =
    known === undefined && !dev ? `'nonce-${randomBytes(16).toString("base64")}'` : null;
  if (nonce !== null) {
    request.headers["content-security-policy"] = contentSecurityPolicy([nonce], framed, dev);
  }
  const settle = () => {
    const notFound = response.statusCode === 404 ? (pages.get(notFoundPage) ?? []) : [];
    const scripts = [...(known ?? []), ...(nonce === null ? [] : [nonce]), ...notFound];
    response.setHeader("Content-Security-Policy", contentSecurityPolicy(scripts, framed, dev));
    // Next tells shared caches to keep a built page for a year; after an update its scripts and
    // its policy would no longer be those of the site. Asking again costs one 304.
    if (/^s-maxage=/.test(String(response.getHeader("Cache-Control") ?? ""))) {
      response.setHeader("Cache-Control", "no-cache");
    }
  };
  settle();
  const writeHead = response.writeHead.bind(response);
  // Both explicit and implicit headers pass here (Node's _implicitHeader calls writeHead).
  response.writeHead = (status: number, ...rest: never[]) => {
    if (!response.headersSent) {
      response.statusCode = status;
      settle();
    }
    return writeHead(status, ...rest);
  };
}

/** `/parcours/x?y=z` → `/parcours/x`. */
export function pagePath(url: string): string {
  const path = url.replace(/[?#].*$/s, "");
  return path.length > 1 ? path.replace(/\/+$/, "") : path;
}
