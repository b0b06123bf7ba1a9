/** Target → row of the table → reply. What the table does not name is refused, in French. */
import { refused } from "./errors";
import type { Reply } from "./http/reply";
import { parseTarget } from "./http/target";
import { isClosed, refusalFor } from "./refused-routes";
import type { RawRequest } from "./route";
import { routes } from "./routes";
import type { Tenant } from "./tenant";

export async function runRequest(
  tenant: Tenant,
  request: RawRequest,
  target: string,
): Promise<Reply> {
  const { path, query } = parseTarget(target);
  if (isClosed(path)) throw refused(refusalFor(path));
  for (const row of routes) {
    const parameter = row.match(request.method, path);
    if (parameter !== undefined) return row.run(tenant, { ...request, query }, parameter);
  }
  throw refused(refusalFor(path));
}
