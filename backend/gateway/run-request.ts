/** Target → row of the table → reply. What the table does not name is refused, in French. */
import { EngineError } from "./engine-client";
import { DockerError, refused } from "./errors";
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
    if (parameter !== undefined)
      return observed(tenant, `${row.method} ${row.path}`, () =>
        row.run(tenant, { ...request, query }, parameter),
      );
  }
  return observed(tenant, "none", () => {
    throw refused(refusalFor(path));
  });
}

/** Tells how it ended, and changes nothing. */
async function observed(
  { onRequest }: Tenant,
  route: string,
  run: () => Promise<Reply>,
): Promise<Reply> {
  const began = performance.now();
  const tell = (outcome: "served" | "refused" | "failed") =>
    onRequest?.(route, outcome, performance.now() - began);
  try {
    const reply = await run();
    tell("served");
    return reply;
  } catch (error) {
    const refusal = error instanceof EngineError || error instanceof DockerError;
    tell(refusal && error.status < 500 ? "refused" : "failed");
    throw error;
  }
}
