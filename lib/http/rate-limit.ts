/** How often something may happen per key: a bucket that refills evenly. In memory, bounded. */

export interface RateLimit {
  /** false: too often, not now */
  take(key: string, now?: number): boolean;
  /** One that was taken and, as it turned out, is not to be counted. */
  giveBack(key: string): void;
  /** As if it had never been heard of. */
  forgive(key: string): void;
}

/** @param burst at once @param everyMs one more each @param maxKeys keys kept in mind at most */
export function rateLimit(burst: number, everyMs: number, maxKeys = 10_000): RateLimit {
  const buckets = new Map<string, { tokens: number; at: number }>();
  return {
    take(key, now = Date.now()) {
      const known = buckets.get(key);
      const tokens = known ? Math.min(burst, known.tokens + (now - known.at) / everyMs) : burst;
      // The least recently seen goes first, so that a flood of keys cannot grow the map.
      buckets.delete(key);
      if (buckets.size >= maxKeys) {
        const oldest = buckets.keys().next();
        if (!oldest.done) buckets.delete(oldest.value);
      }
      buckets.set(key, { tokens: tokens >= 1 ? tokens - 1 : tokens, at: now });
      return tokens >= 1;
    },
    giveBack(key) {
      const known = buckets.get(key);
      if (known) known.tokens = Math.min(burst, known.tokens + 1);
    },
    forgive(key) {
      buckets.delete(key);
    },
  };
}
