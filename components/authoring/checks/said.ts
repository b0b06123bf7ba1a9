/** What the rules say of one field. */
import type { Issue } from "@/lib/authoring/checks/read";

const startsWith = (path: readonly PropertyKey[], start: readonly PropertyKey[]) =>
  start.every((part, index) => path[index] === part);

/** Of exactly this place. */
export const saidAt = (issues: readonly Issue[], path: readonly PropertyKey[]): string[] => [
  ...new Set(
    issues
      .filter((issue) => issue.path.length === path.length && startsWith(issue.path, path))
      .map(({ message }) => message),
  ),
];

/** Of the place that has this name so deep in the path, and of all within it. */
export const saidBelow = (issues: readonly Issue[], depth: number, name: string): string[] => [
  ...new Set(issues.filter(({ path }) => path[depth] === name).map(({ message }) => message)),
];

/** Of what no field of these names shows. */
export const saidElsewhere = (issues: readonly Issue[], names: readonly string[]): string[] => [
  ...new Set(
    issues
      .filter(({ path: [name] }) => typeof name !== "string" || !names.includes(name))
      .map(({ message }) => message),
  ),
];
