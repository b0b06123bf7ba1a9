/** A value that React and plain code can both read, change and listen to. */
import { useSyncExternalStore } from "react";

export interface Store<T extends object> {
  get(): T;
  /** Replaces the named fields; listeners are told only when one of them differs. */
  set(change: Partial<T>): void;
  subscribe(listener: () => void): () => void;
}

export function createStore<T extends object>(initial: T): Store<T> {
  let value = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set(change) {
      const next = { ...value, ...change };
      const keys: (keyof T)[] = Object.keys(change).filter(
        (key): key is keyof T & string => key in next,
      );
      if (keys.every((key) => Object.is(next[key], value[key]))) return;
      value = next;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The value, for a component. */
export function useStore<T extends object>(store: Store<T>): T {
  return useSyncExternalStore(store.subscribe, store.get, store.get);
}
