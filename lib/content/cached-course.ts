/** The course as pages read it: once per build in production, anew for each page in development. */
import { type Course, readCourse } from "./course";

let kept: Promise<Course> | undefined;

export function loadCourse(): Promise<Course> {
  if (process.env.NODE_ENV !== "production") return readCourse();
  kept ??= readCourse();
  return kept;
}
