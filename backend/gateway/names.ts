/**
 * The codec of names, both ways. A learner's container `web` is `<workspace>.web` on the engine;
 * their image `nginx:1.27` is `escale/w-<workspace>/docker.io/library/nginx:1.27`. Encoding is
 * one to one, so that two learners' names never meet and each comes back as it was given.
 *
 * Grammar of references: github.com/distribution/reference (reference.go, normalize.go).
 */
import { catalogueRepository, scopedName, tenantRepository } from "@/backend/engine/ownership";
import type { WorkspaceId } from "@/lib/protocol/ids";
import { badRequest } from "./errors";
import { messages } from "./messages";

/** The engine's own rule (moby, daemon/names/names.go). */
const containerName = /^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/;
const maxContainerName = 128;

/** Learner's name → engine's. Throws DockerError 400 where the engine would, and on 129 characters. */
export function toEngineContainerName(workspace: WorkspaceId, given: string): string {
  const name = given.replace(/^\//, "");
  if (name.length > maxContainerName) throw badRequest(messages.nameTooLong(maxContainerName));
  if (!containerName.test(name))
    throw badRequest(
      `Invalid container name (${name}), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed`,
    );
  return scopedName(workspace, name);
}

/** Engine's name, with or without its slash → learner's; undefined when it is not the tenant's. */
export function fromEngineContainerName(workspace: WorkspaceId, name: string): string | undefined {
  const bare = name.replace(/^\//, "");
  const prefix = scopedName(workspace, "");
  return bare.startsWith(prefix) && bare.length > prefix.length
    ? bare.slice(prefix.length)
    : undefined;
}

/** The engine's own rule, its length bounded (moby, volume/local/local.go). */
export const isVolumeName = (name: string): boolean =>
  name.length <= maxContainerName && containerName.test(name);

/** Learner's volume name, already found valid → engine's. */
export const toEngineVolumeName = (workspace: WorkspaceId, name: string): string =>
  scopedName(workspace, name);

/** What the engine calls an anonymous volume. */
const anonymousName = /^[0-9a-f]{64}$/;
export const isAnonymousName = (name: string): boolean => anonymousName.test(name);

/**
 * Engine's volume name → learner's; undefined when foreign. An anonymous one's name is not scoped:
 * whose it is, its label says.
 */
export function fromEngineVolumeName(workspace: WorkspaceId, name: string): string | undefined {
  if (isAnonymousName(name)) return name;
  const prefix = scopedName(workspace, "");
  return name.startsWith(prefix) && name.length > prefix.length
    ? name.slice(prefix.length)
    : undefined;
}

/** The same for a network; the engine itself checks nothing of it. */
export function toEngineNetworkName(workspace: WorkspaceId, name: string): string {
  if (name.length > maxContainerName)
    throw badRequest(messages.networkNameTooLong(maxContainerName));
  if (!/^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/.test(name)) throw badRequest(messages.networkName);
  return scopedName(workspace, name);
}

/** An image reference in canonical parts: `nginx` is docker.io, library/nginx, no tag. */
export interface Reference {
  domain: string;
  path: string;
  tag?: string;
  digest?: string;
}

const pathPart = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;
const domainName =
  /^(?:[a-z0-9]|[a-z0-9][a-z0-9-]*[a-z0-9])(?:\.(?:[a-z0-9]|[a-z0-9][a-z0-9-]*[a-z0-9]))*(?::\d{1,5})?$/;
const tagText = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/;
const digestText = /^sha256:[0-9a-f]{64}$/;
/** The engine's bound on a repository name (reference.NameTotalLengthMax). */
const maxRepository = 255;
/** Deeper than any real repository; the engine's list is asked level by level. */
export const maxPathParts = 5;

const invalid = (detail?: string) =>
  badRequest(detail ? `invalid reference format: ${detail}` : "invalid reference format");

/** Parses what a learner writes. Throws DockerError 400 in the engine's words. */
export function parseReference(text: string): Reference {
  const at = text.indexOf("@");
  const digest = at < 0 ? undefined : text.slice(at + 1);
  const named = at < 0 ? text : text.slice(0, at);
  if (digest !== undefined && !digestText.test(digest)) throw invalid();
  const colon = named.lastIndexOf(":");
  const tagged = colon > named.lastIndexOf("/");
  const tag = tagged ? named.slice(colon + 1) : undefined;
  const name = tagged ? named.slice(0, colon) : named;
  if (tag !== undefined && !tagText.test(tag)) throw invalid();
  if (/^[0-9a-f]{64}$/.test(name))
    throw invalid(`invalid repository name (${name}), cannot specify 64-byte hexadecimal strings`);
  const { domain, path } = splitDomain(name);
  if (path !== path.toLowerCase()) throw invalid("repository name must be lowercase");
  const parts = path.split("/");
  if (!domainName.test(domain) || !parts.every((part) => pathPart.test(part))) throw invalid();
  if (parts.length > maxPathParts) throw badRequest(messages.imageNameTooLong);
  return { domain, path, ...(tag && { tag }), ...(digest && { digest }) };
}

/** As normalize.go splitDockerDomain: the first part is a host only if it looks like one. */
function splitDomain(name: string): { domain: string; path: string } {
  const slash = name.indexOf("/");
  const first = name.slice(0, Math.max(slash, 0));
  const isDomain = slash >= 0 && (/[.:]/.test(first) || first === "localhost");
  const domain = isDomain ? first : "docker.io";
  const path = isDomain ? name.slice(slash + 1) : name;
  if (domain !== "docker.io" && domain !== "index.docker.io") return { domain, path };
  return { domain: "docker.io", path: path.includes("/") ? path : `library/${path}` };
}

/** As the CLI shows it: `nginx`, `ghcr.io/x/y`, with the tag or digest if there is one. */
export function familiar(reference: Reference): string {
  const { domain, path } = reference;
  const name =
    domain === "docker.io" ? path.replace(/^library\/(?=[^/]+$)/, "") : `${domain}/${path}`;
  const tag = reference.tag === undefined ? "" : `:${reference.tag}`;
  const digest = reference.digest === undefined ? "" : `@${reference.digest}`;
  return `${name}${tag}${digest}`;
}

/** With `latest` where neither tag nor digest was given. */
export function withTag(reference: Reference): Reference {
  return reference.tag === undefined && reference.digest === undefined
    ? { ...reference, tag: "latest" }
    : reference;
}

const nameInRepository = ({ domain, path }: Reference): string =>
  `${domain.replace(":", "__")}/${path}`;

/** Repository on the engine; `:` of a port becomes `__`, which no host name contains. */
export function engineRepository(workspace: WorkspaceId, reference: Reference): string {
  const repository = `${tenantRepository(workspace)}${nameInRepository(reference)}`;
  if (repository.length > maxRepository) throw badRequest(messages.imageNameTooLong);
  return repository;
}

/** Learner's reference → engine's. What was pulled by its digest has a reference of its own. */
export function toEngineReference(workspace: WorkspaceId, reference: Reference): string {
  if (reference.digest !== undefined)
    return `${tenantRepository(workspace)}${digests}${reference.digest.slice("sha256:".length)}/${nameInRepository(reference)}:latest`;
  const tag = reference.tag === undefined ? "" : `:${reference.tag}`;
  return `${engineRepository(workspace, reference)}${tag}`;
}

/** Below it lie the references that keep a learner's untagged images; never a learner's name. */
const untagged = "untagged/";

/** A reference that keeps an image which its learner sees as `<none>`; `key`: 32 hex digits. */
export const untaggedRepository = (workspace: WorkspaceId, key: string): string =>
  `${tenantRepository(workspace)}${untagged}${key}`;

export const isUntagged = (workspace: WorkspaceId, engineReference: string): boolean =>
  engineReference.startsWith(`${tenantRepository(workspace)}${untagged}`);

/** Below it lie references by digest: `digests/<64 hex digits>/<host>/<path>:latest`. No host is called so. */
const digests = "digests/";

/** Engine's reference → what was pulled by its digest, `<name>@sha256:…`; undefined for all others. */
export function fromEngineDigest(
  workspace: WorkspaceId,
  engineReference: string,
): string | undefined {
  const prefix = `${tenantRepository(workspace)}${digests}`;
  if (!engineReference.startsWith(prefix)) return undefined;
  const [hex = "", domain = "", ...path] = engineReference.slice(prefix.length).split("/");
  const name = `${domain.replace("__", ":")}/${path.join("/")}`.replace(/:latest$/, "");
  return familiar(parseReference(`${name}@sha256:${hex}`));
}

/** Engine's reference → learner's familiar form; undefined when foreign, hidden or by digest. */
export function fromEngineReference(
  workspace: WorkspaceId,
  engineReference: string,
): string | undefined {
  const prefix = tenantRepository(workspace);
  if (
    !engineReference.startsWith(prefix) ||
    engineReference.startsWith(`${prefix}${digests}`) ||
    isUntagged(workspace, engineReference)
  )
    return undefined;
  const [domain = "", ...path] = engineReference.slice(prefix.length).split("/");
  if (path.length === 0) return undefined;
  return familiar(parseReference(`${domain.replace("__", ":")}/${path.join("/")}`));
}

/** `nginx:1.27` → the operator's image of that name; undefined where the catalogue has no such form. */
export function catalogueReference(reference: Reference): string | undefined {
  const name = /^library\/([^/]+)$/.exec(reference.path)?.[1];
  if (reference.domain !== "docker.io" || name === undefined || reference.digest !== undefined)
    return undefined;
  return `${catalogueRepository}${name}:${reference.tag ?? "latest"}`;
}

/**
 * Restores names in a sentence of the engine's: scoped names and references become the learner's,
 * and whatever else of the platform's namespace remains is blanked.
 */
export function unscopeText(workspace: WorkspaceId, text: string): string {
  return text
    .replaceAll(/\/[^\s"':,]*\/binds\/[0-9a-f]{12}\/[0-9a-f]{32}/g, "/home/apprenant/…")
    .replaceAll(/escale\/w-[0-9a-f]{12}\/[A-Za-z0-9._/-]+(?::[A-Za-z0-9_.-]+)?/g, (found) => {
      const end = /[.]$/.exec(found)?.[0] ?? "";
      const shown = fromFound(workspace, end ? found.slice(0, -1) : found);
      return `${shown}${end}`;
    })
    .replaceAll(new RegExp(`(?:docker\\.io/)?${catalogueRepository}`, "g"), "")
    .replaceAll(scopedName(workspace, ""), "")
    .replaceAll(/\b[0-9a-f]{12}\.(?=[a-zA-Z0-9])/g, "")
    .replaceAll(
      /\/[^\s"':,]*\/(?:overlay2|containers|image|volumes|containerd)\//g,
      "/var/lib/docker/",
    );
}

function fromFound(workspace: WorkspaceId, found: string): string {
  try {
    return fromEngineReference(workspace, found) ?? fromEngineDigest(workspace, found) ?? "<none>";
  } catch {
    return "<none>";
  }
}
