/** `docker images nginx`, `--filter reference=py*:3`: `*` and `?` stop at slashes (path.Match). */
import { badRequest } from "../errors";
import { messages } from "../messages";
import { repositoryOf } from "./own";

/** Whether a familiar reference, with or without its tag or digest, matches. Throws 400 on other globs. */
export function referenceMatches(glob: string, reference: string): boolean {
  const bare = glob.replace(/^docker\.io\/(library\/)?/, "");
  if (!/^[A-Za-z0-9._:/@*?-]{1,255}$/.test(bare) || bare.split("*").length > 6)
    throw badRequest(messages.badValue("filters.reference"));
  const source = bare
    .replaceAll(/[.]/g, "\\.")
    .replaceAll("-", "\\-")
    .replaceAll("*", "[^/]*")
    .replaceAll("?", "[^/]");
  const pattern = new RegExp(`^${source}$`);
  return pattern.test(reference) || pattern.test(repositoryOf(reference));
}
