/** What the page knows of the learner's engine, shared by everything that shows it. */
import { createStore } from "@/components/workspace/create-store";
import { applied, type EngineMessage } from "@/lib/protocol/engine-stream";
import type { EngineView } from "@/lib/protocol/engine-view";
import { whatHappened } from "./happenings";
import { tokenOf } from "./objects";
import { type History, recorded } from "./usage-history";

export interface EngineState {
  /**
   * `loading` until the first view; `lost`: the site does not answer; `away`: the engine does not;
   * `closed`: no workspace is open
   */
  readonly status: "loading" | "live" | "lost" | "away" | "closed";
  /** the last view that was heard of, also while `lost` or `away` */
  readonly view: EngineView | null;
  /** of the running containers, by id */
  readonly usage: ReadonlyMap<string, History>;
  /** tokens of the objects that have come last, for a moment */
  readonly fresh: ReadonlySet<string>;
  /** what happened last, in French, for screen readers */
  readonly said: string;
}

const initial: EngineState = {
  status: "loading",
  view: null,
  usage: new Map(),
  fresh: new Set(),
  said: "",
};
/** As long as the longest animation of an arrival takes, ms. */
const freshMs = 1_200;

export const engine = createStore<EngineState>(initial);

let calm: ReturnType<typeof setTimeout> | undefined;

/** Takes in a message of the stream; false when it cannot follow what is known. */
export function hear(message: EngineMessage): boolean {
  const { view: last, usage } = engine.get();
  switch (message.kind) {
    case "view":
      show(message.view, last);
      return true;
    case "change":
      if (last === null) return false;
      show(applied(last, message.changes), last);
      return true;
    case "usage":
      engine.set({ usage: recorded(usage, message.usage) });
      return true;
    case "away":
      engine.set({ status: "away" });
      return true;
    case "closed":
      engine.set({ ...initial, status: "closed" });
      return true;
  }
}

function show(view: EngineView, last: EngineView | null): void {
  const { arrived, said } = last === null ? nothing : whatHappened(last, view);
  engine.set({ status: "live", view });
  if (said !== "") engine.set({ said });
  if (arrived.length === 0) return;
  engine.set({ fresh: new Set(arrived.map(tokenOf)) });
  clearTimeout(calm);
  calm = setTimeout(() => engine.set({ fresh: new Set() }), freshMs);
}

const nothing = { arrived: [], said: "" };

/** Forgets everything: another workspace begins. */
export function forgetEngine(): void {
  engine.set(initial);
}
