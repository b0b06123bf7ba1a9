import { isScalar, type Node } from "yaml";

/** Says that something is wrong with a part of the file: a node, or from and to as offsets. */
export type Report = (
  where: Node | readonly [number, number],
  message: string,
  severe?: boolean,
) => void;

export const nameOf = (key: unknown): string => (isScalar(key) ? String(key.value) : "");
