/** One build at a time per tenant: a turn that is held until its stream has ended. */
import type { Turns } from "../admission/turns";

/** Resolves, in order of arrival, to what gives the turn on; calling that twice does no harm. */
export function holdTurn(turns: Turns): Promise<() => void> {
  return new Promise((resolve, reject) => {
    turns.take(() => new Promise<void>((done) => resolve(done))).catch(reject);
  });
}
