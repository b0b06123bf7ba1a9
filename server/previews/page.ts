/** The page that stands in for a container's when there is none: on the preview's own host. */
import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { typography } from "@/lib/content/typography";
import { statePath } from "@/lib/previews/place";
import { type Trouble, troubles } from "./troubles";

export interface Page {
  readonly trouble: Trouble;
  readonly port: number;
  /** the site's origin */
  readonly home: string;
}

/** Looks, for two minutes while somebody watches, whether something has changed. */
const script = `(async () => {
  const seen = document.documentElement.dataset.trouble;
  for (let turn = 0; turn < 60; turn++) {
    await new Promise((resolve) => setTimeout(resolve, 2000));
    if (document.hidden) { turn--; continue; }
    try {
      const answer = await fetch("${statePath}", { cache: "no-store" });
      if ((await answer.text()) !== seen) return location.reload();
    } catch {}
  }
  document.querySelector("[role=status]")?.remove();
})();`;

const style = `:root{color-scheme:light dark;--paper:light-dark(#fbf8f2,#0e1828);--ink:light-dark(#14233b,#e9edf4);--soft:light-dark(#4a5971,#a9b7cb);--sunken:light-dark(#f3eee4,#0a121f);--sea:light-dark(#0a6467,#6fd3c8);--action:light-dark(#14233b,#6fd3c8);--on:light-dark(#fff,#0a1a22)}
*{box-sizing:border-box}body{margin:0;min-height:100vh;display:grid;place-items:center;padding:1.5rem;background:var(--paper);color:var(--ink);font:1rem/1.6 system-ui,sans-serif}
main{max-width:34rem;text-align:center;text-wrap:pretty}h1{font-size:1.5rem;line-height:1.25;margin:0 0 .75rem}p{margin:0 0 .75rem;color:var(--soft)}
.port{color:var(--sea);font-weight:600}code{background:var(--sunken);color:var(--ink);padding:.1em .35em;border-radius:.3em;font-size:.9em;white-space:nowrap}
a{display:inline-block;margin:.75rem .375rem 0;padding:.6rem 1.25rem;border-radius:.5rem;font-weight:600;color:var(--sea);text-decoration:none}a.main{background:var(--action);color:var(--on)}a:focus-visible{outline:3px solid var(--sea);outline-offset:2px}`;

const hash = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

const policy = (home: string) =>
  [
    "default-src 'none'",
    `script-src ${hash(script)}`,
    `style-src ${hash(style)}`,
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${home}`,
  ].join("; ");

const escaped = (text: string) =>
  text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
/** Every other part between back-quotes is code, and left as it is. */
const paragraph = (text: string) => {
  const parts = text
    .split("`")
    .map((part, index) =>
      index % 2 === 0 ? escaped(typography(part)) : `<code>${escaped(part)}</code>`,
    );
  return `<p>${parts.join("")}</p>`;
};

function html({ trouble, port, home }: Page, again: boolean): string {
  const { title, text, retries, back } = troubles[trouble];
  const links = {
    preview: { href: `/apercu/${port}`, name: "Ouvrir l’aperçu" },
    workspace: { href: "/bac-a-sable", name: "Rouvrir mon espace" },
  };
  const link = back === null ? null : links[back];
  return `<!doctype html>
<html lang="fr" data-trouble="${trouble}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex">
<title>${escaped(title)}</title>
<style>${style}</style>
<main>
<p class="port">Port ${port}</p>
<h1>${escaped(title)}</h1>
${text(port).map(paragraph).join("\n")}
${retries && again ? '<p role="status">Nouvelle tentative toutes les deux secondes…</p>' : ""}
${link === null ? "" : `<a class="main" href="${escaped(home + link.href)}" target="_blank" rel="noopener">${link.name}</a>`}
${again && back !== "preview" ? '<a href="">Réessayer</a>' : ""}
</main>
${retries && again ? `<script>${script}</script>` : ""}
</html>
`;
}

/** Answers with it; a program that has not asked for a page gets a line of text. */
export function sendPage(request: IncomingMessage, response: ServerResponse, page: Page): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const { status, title } = troubles[page.trouble];
  const wantsPage = /\btext\/html\b/i.test(request.headers.accept ?? "");
  const body = wantsPage ? html(page, request.method === "GET") : `${title}.\n`;
  // What is left of the request's body is not read: the connection serves no other.
  if (!request.complete) response.setHeader("Connection", "close");
  response.writeHead(status, {
    "Content-Type": `${wantsPage ? "text/html" : "text/plain"}; charset=utf-8`,
    "Content-Length": Buffer.byteLength(body),
    "Content-Security-Policy": policy(page.home),
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Escale-Apercu": page.trouble,
  });
  response.end(request.method === "HEAD" ? undefined : body);
}
