/** What the steps of set-up share: what is wanted, and what earlier steps found or made. */
import type Docker from "dockerode";
import type { Paths } from "@/lib/protocol/paths";
import type { Settings } from "@/lib/protocol/settings";

export interface SystemUser {
  name: string;
  uid: number;
  gid: number;
}

export interface Setup {
  readonly settings: Settings;
  readonly paths: Paths;
  /** the clone */
  readonly root: string;
  /** next dev and tsx watch, from the clone itself */
  readonly dev: boolean;
  readonly asRoot: boolean;
  /** whom web runs as; null: as ourselves */
  webUser: SystemUser | null;
  /** null: none, and `problems` says why */
  engine: Docker | null;
  /** the folder with what runs */
  release: string | null;
  /** what does not work but does not keep the site from being served: shown once it is up */
  readonly problems: Problem[];
}

export interface Problem {
  what: string;
  remedy: string;
}

/** Tells one line of progress. */
export type Say = (line: string) => void;

export interface Step {
  readonly title: string;
  /** returns, in a few words, what it found or did */
  run(setup: Setup, say: Say): Promise<string>;
  /** why there is nothing to do, or null */
  skip?(setup: Setup): string | null;
}

export const needsEngine = (setup: Setup): string | null =>
  setup.engine === null ? "no engine" : null;
