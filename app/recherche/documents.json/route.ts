/** What the search shows of the course, made with the site; fetched when the search opens. */
import { loadCourse } from "@/lib/content/cached-course";
import { documentsOf } from "@/lib/search/documents";

export const dynamic = "force-static";

export const GET = async () => Response.json(await documentsOf(await loadCourse()));
