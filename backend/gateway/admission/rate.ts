/** A token bucket: `burst` requests at once, `perSecond` sustained. */

export interface Rate {
  /** Takes a token; false when there is none. */
  allow(): boolean;
}

/** `now` in ms; injected so that tests need not wait. */
export function createRate(perSecond: number, burst: number, now: () => number = Date.now): Rate {
  let tokens = burst;
  let last = now();
  return {
    allow() {
      const time = now();
      tokens = Math.min(burst, tokens + ((time - last) / 1000) * perSecond);
      last = time;
      if (tokens < 1) return false;
      tokens -= 1;
      return true;
    },
  };
}
