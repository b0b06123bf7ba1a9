/**
 * `docker login`. Which socket a learner speaks on says who they are, so there is nothing to log in
 * with; and a password must not be typed here. The body is not read.
 */
import { refused } from "../errors";
import type { Reply } from "../http/reply";
import type { Tenant } from "../tenant";
import { ownPrefix } from "./reference";
import { words } from "./words";

export async function login({ tenant }: { tenant: Tenant }): Promise<Reply> {
  throw refused(words.login(await ownPrefix(tenant)));
}
