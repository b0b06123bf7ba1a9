/** What somebody leaves behind who signs in to an account that they already have. */
import type { BackendClient } from "@/lib/backend-client/client";
import type { Owner } from "@/lib/protocol/ids";
import { log } from "@/lib/runtime/log";

/** Whether the guest has a workspace or files; yes when that cannot be known now. */
export async function hasWorkspace(
  backend: Pick<BackendClient, "workspace">,
  guest: Owner,
): Promise<boolean> {
  try {
    const view = await backend.workspace(guest);
    return view.state !== "none" || view.filesKept;
  } catch (error) {
    log().warn({ err: error }, "whether a guest has a workspace is not known");
    return true;
  }
}
