/** For tests: the exercises of the course, which hold checks of every kind as people write them. */
import { readdirSync } from "node:fs";
import { join } from "node:path";

export const exercisePaths = (): string[] =>
  readdirSync("content/parcours", { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith("/exercise.yaml"))
    .map((path) => join("content/parcours", path));
