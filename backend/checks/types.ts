/**
 * What a check may look at in one workspace: always from outside, as the engine, the kernel and the
 * container's ports show it, never through what the learner's shell says.
 */
import type { ObjectKind } from "@/lib/protocol/checks/kinds";

export interface Sight {
  engine: EngineSight;
  /** Asks a published port of the learner's. */
  request(asked: HttpAsked): Promise<HttpSeen>;
  file(folder: string, path: string): Promise<FileSeen>;
  run(asked: CommandAsked): Promise<CommandSeen>;
}

export interface EngineSight {
  /** As `docker inspect` says it to the learner; undefined when there is no such object. */
  inspect(kind: ObjectKind, name: string): Promise<unknown>;
  /** All of the learner's objects of the kind, as `docker inspect` says them. */
  list(kind: ObjectKind): Promise<readonly unknown[]>;
}

export interface HttpAsked {
  port: number;
  method: string;
  path: string;
  headers: Readonly<Record<string, string>>;
  send: string;
}

export type HttpSeen =
  | { answered: true; status: number; headers: Record<string, string>; body: string }
  /** nobody publishes the port; the connection or the answer failed (`why`: English) */
  | { answered: false; published: boolean; why: string };

export type FileSeen =
  | { there: true; text: string; executable: boolean; size: number }
  /** `refused`: a symbolic link, a folder or a device, too large, not a text */
  | { there: false; refused: string | null };

export interface CommandAsked {
  /** a container of the learner's; null: the workstation */
  container: string | null;
  argv: readonly string[];
  seconds: number;
}

export type CommandSeen =
  | { ran: true; code: number; out: string; err: string }
  /** `absent`: there is no such running container */
  | { ran: false; absent: boolean; why: string };
