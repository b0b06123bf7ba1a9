/** What each workspace may have going through the proxy: connections, how fast, how many bytes. */

import type { WorkspaceId } from "@/lib/protocol/ids";
import { createRate, type Rate } from "../gateway/admission/rate";

export interface EgressLimits {
  /** connections to the outside open at once */
  connections: number;
  /** new ones per second that can be sustained, and at once */
  perSecond: number;
  burst: number;
  /** bytes in both directions within an hour */
  bytesPerHour: number;
}

export const defaultEgressLimits: EgressLimits = {
  connections: 32,
  perSecond: 10,
  burst: 60,
  bytesPerHour: 2 * 1024 ** 3,
};

const hourMs = 3_600_000;

export interface Share {
  /** false: there are too many connections, or they come too fast; else `leave` gives it back */
  enter(): boolean;
  leave(): void;
  /** false once the hour's bytes are spent */
  count(bytes: number): boolean;
  spent(): boolean;
}

/** One workspace's. `now` in ms. */
export function createShare(limits: EgressLimits, now: () => number = Date.now): Share {
  const rate: Rate = createRate(limits.perSecond, limits.burst, now);
  let open = 0;
  let bytes = 0;
  let since = now();
  const renew = () => {
    if (now() - since < hourMs) return;
    since = now();
    bytes = 0;
  };
  const spent = () => {
    renew();
    return bytes >= limits.bytesPerHour;
  };
  return {
    enter() {
      if (open >= limits.connections || !rate.allow()) return false;
      open += 1;
      return true;
    },
    leave: () => {
      open -= 1;
    },
    count(more) {
      renew();
      bytes += more;
      return bytes < limits.bytesPerHour;
    },
    spent,
  };
}

/** Of each workspace that has ever gone out since the start. */
export class Shares {
  readonly #shares = new Map<WorkspaceId, Share>();

  constructor(private readonly limits: EgressLimits) {}

  of(workspace: WorkspaceId): Share {
    const known = this.#shares.get(workspace);
    if (known) return known;
    const share = createShare(this.limits);
    this.#shares.set(workspace, share);
    return share;
  }
}
