/** Which object is pointed at or chosen, for every part of the picture. */
import { createContext, useContext } from "react";
import type { ObjectRef } from "./objects";
import { same, tokenOf } from "./objects";

export interface Selection {
  readonly selected: ObjectRef | null;
  /** the pointer or the keyboard is on it */
  readonly pointed: ObjectRef | null;
  /** tokens of what hangs together with the one that is pointed at, or else chosen */
  readonly related: ReadonlySet<string>;
  /** tokens of what has just come */
  readonly fresh: ReadonlySet<string>;
  select(ref: ObjectRef | null): void;
  point(ref: ObjectRef | null): void;
}

export const SelectionContext = createContext<Selection>({
  selected: null,
  pointed: null,
  related: new Set(),
  fresh: new Set(),
  select: () => undefined,
  point: () => undefined,
});

export const useSelection = (): Selection => useContext(SelectionContext);

/** What a button that stands for an object is given. */
export function useObjectProps(ref: ObjectRef) {
  const { selected, related, fresh, select, point } = useSelection();
  const token = tokenOf(ref);
  const chosen = same(selected, ref);
  return {
    "data-object": token,
    "data-related": related.has(token) ? "" : undefined,
    "data-fresh": fresh.has(token) ? "" : undefined,
    "aria-pressed": chosen,
    onClick: () => select(chosen ? null : ref),
    onPointerEnter: () => point(ref),
    onPointerLeave: () => point(null),
    onFocus: () => point(ref),
    onBlur: () => point(null),
  };
}
