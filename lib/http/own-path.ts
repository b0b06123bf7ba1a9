/**
 * Where somebody goes on after signing in (`?suite=`): a path of this site and nothing else, however
 * a browser may read it (WHATWG URL: `\\` is `/`, tabs and line breaks are dropped, `//` names a host).
 */
const anyOrigin = "http://own.invalid";

/** The path with query and fragment; `fallback` for anything else. */
export function ownPath(wanted: unknown, fallback = "/"): string {
  if (typeof wanted !== "string" || wanted.length > 500) return fallback;
  if (!wanted.startsWith("/") || !URL.canParse(wanted, anyOrigin)) return fallback;
  const url = new URL(wanted, anyOrigin);
  if (url.origin !== anyOrigin || url.username !== "" || url.password !== "") return fallback;
  // "/.//evil.example" is ours here, and another host's once it is read again
  if (/^\/[/\\]/.test(url.pathname) || /^\/api(\/|$)/.test(url.pathname)) return fallback;
  return `${url.pathname}${url.search}${url.hash}`;
}
