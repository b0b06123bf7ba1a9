/** What the operator's catalogue holds, as a learner writes it. */
import { z } from "zod";
import { catalogueRepository } from "@/backend/engine/ownership";
import type { Tenant } from "../tenant";

const listSchema = z.array(z.object({ RepoTags: z.array(z.string()).nullable() }));

/** Every reference: `nginx:1.26`, `nginx:latest`, in the engine's order. */
export async function catalogueNames(tenant: Tenant): Promise<string[]> {
  const images = await tenant.engine.json(
    {
      method: "GET",
      path: ["images", "json"],
      query: { filters: JSON.stringify({ reference: [`${catalogueRepository}*`] }) },
    },
    listSchema,
  );
  return images
    .flatMap((image) => image.RepoTags ?? [])
    .filter((tag) => tag.startsWith(catalogueRepository))
    .map((tag) => tag.slice(catalogueRepository.length));
}

/** For a message: without the tag that goes without saying, sorted, each once. */
export const listed = (names: readonly string[]): string[] =>
  [...new Set(names.map((name) => name.replace(/:latest$/, "")))].sort((a, b) =>
    a.localeCompare(b, "fr"),
  );
