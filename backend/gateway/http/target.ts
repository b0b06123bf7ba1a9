/**
 * The request target: parsed once, strictly. What does not round-trip (`//`, `..`, any percent
 * escape in the path, absolute form, a fragment, a version that is not vX.Y) is refused, so that
 * gateway and engine can never understand two different paths.
 */
import { badRequest } from "../errors";
import { messages } from "../messages";
import { maxApiVersion, minApiVersion } from "../versions";

export interface Target {
  /** without the version: `/containers/json` */
  path: string;
  /** undecoded, without the `?` */
  query: string;
}

/** Longer than any path with a name of 255 characters; the query has its own bound. */
const maxPath = 1024;
const maxQuery = 16 * 1024;

/** RFC 3986 unreserved characters, and `:` `@` of image references. */
const segment = /^[A-Za-z0-9._~:@-]+$/;
const version = /^v(\d{1,2})\.(\d{1,3})$/;

/** Throws DockerError 400 on any target that is not exactly one path of ours and a query. */
export function parseTarget(target: string): Target {
  const mark = target.indexOf("?");
  const wholePath = mark < 0 ? target : target.slice(0, mark);
  const query = mark < 0 ? "" : target.slice(mark + 1);
  if (!wholePath.startsWith("/") || wholePath.length > maxPath || query.length > maxQuery)
    throw badRequest(messages.badTarget);
  const segments = wholePath.slice(1).split("/");
  for (const part of segments)
    if (!segment.test(part) || part === "." || part === "..") throw badRequest(messages.badTarget);
  const [first = "", ...rest] = segments;
  if (!/^v\d/.test(first)) return { path: wholePath, query };
  checkVersion(first);
  if (rest.length === 0) throw badRequest(messages.badTarget);
  return { path: `/${rest.join("/")}`, query };
}

/** In the engine's own words (moby, api/server/middleware/version.go). */
function checkVersion(text: string): void {
  const match = version.exec(text);
  if (!match) throw badRequest(messages.badTarget);
  const wanted = text.slice(1);
  const order = Number(match[1]) * 1000 + Number(match[2]);
  if (order > 1000 + maxApiVersion.minor || wanted !== `${Number(match[1])}.${Number(match[2])}`)
    throw badRequest(
      `client version ${wanted} is too new. Maximum supported API version is ${maxApiVersion.text}`,
    );
  if (order < 1000 + minApiVersion.minor)
    throw badRequest(
      `client version ${wanted} is too old. Minimum supported API version is ${minApiVersion.text}, please upgrade your client to a newer version`,
    );
}
