/** Names of the registry: `registre.escale/<name space>/<repository>:<tag>`. */
import { type Registry, RegistryError } from "@/backend/registry/types";
import { conflict, DockerError, refused } from "../errors";
import type { Reference } from "../names";
import type { Tenant } from "../tenant";
import { registryHost, words } from "./words";

export const isRegistry = ({ domain }: Pick<Reference, "domain">): boolean =>
  domain === registryHost;

export interface PublishedName {
  namespace: string;
  repository: string;
}

/** Undefined when it cannot be the name of something published. */
export function publishedName({ domain, path }: Reference): PublishedName | undefined {
  const [namespace, repository, ...more] = path.split("/");
  return domain === registryHost && namespace && repository && more.length === 0
    ? { namespace, repository }
    : undefined;
}

/** Throws DockerError 403 where there is none. */
export function registryOf(tenant: Tenant): Registry {
  if (tenant.registry === undefined) throw refused(words.closed);
  return tenant.registry;
}

/** What failed in the registry, as its learner reads it. */
export function explained(registry: Registry, error: unknown): unknown {
  if (!(error instanceof RegistryError)) return error;
  switch (error.code) {
    case "full":
      return conflict(words.full(registry.limits.bytes));
    case "too_many_repositories":
      return conflict(words.tooManyRepositories(registry.limits.repositories));
    case "disk_full":
      return conflict(words.diskFull);
    case "unavailable":
      return new DockerError(503, words.unavailable, { cause: error });
  }
}

/** Runs `use`, its failures explained. */
export async function withRegistry<T>(
  tenant: Tenant,
  use: (registry: Registry) => Promise<T>,
): Promise<T> {
  const registry = registryOf(tenant);
  try {
    return await use(registry);
  } catch (error) {
    throw explained(registry, error);
  }
}

/** `registre.escale/<own name space>/` */
export const ownPrefix = (tenant: Tenant): Promise<string> =>
  withRegistry(
    tenant,
    async (registry) => `${registryHost}/${await registry.namespaceOf(tenant.workspace)}/`,
  );

/** For `docker info`: where this learner publishes. */
export async function registryLabels(tenant: Tenant): Promise<string[]> {
  if (tenant.registry === undefined) return [];
  try {
    return [`registre=${await ownPrefix(tenant)}`];
  } catch (error) {
    if (error instanceof DockerError) return [];
    throw error;
  }
}
