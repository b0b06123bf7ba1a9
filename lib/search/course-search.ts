/** The search over the course as it was built, for the server: once per process in production. */
import { loadCourse } from "@/lib/content/cached-course";
import { documentsOf } from "./documents";
import { openSearch, type Search } from "./engine";

let kept: Promise<Search> | undefined;

const open = async () => openSearch(await documentsOf(await loadCourse()));

export function courseSearch(): Promise<Search> {
  if (process.env.NODE_ENV !== "production") return open();
  kept ??= open();
  return kept;
}
