/** The index of the search, made with the site; fetched when the search opens. */
import { loadCourse } from "@/lib/content/cached-course";
import { documentsOf } from "@/lib/search/documents";
import { indexOf } from "@/lib/search/engine";

export const dynamic = "force-static";

export const GET = async () =>
  new Response(indexOf(await documentsOf(await loadCourse())), {
    headers: { "content-type": "application/json; charset=utf-8" },
  });
