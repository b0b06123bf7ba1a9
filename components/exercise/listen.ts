/**
 * Follows an exercise by server-sent events. Where there is no workspace to look at, it waits for
 * this page's own to run instead of asking again and again; a page that nobody sees lets go.
 */
import { workspace } from "@/components/workspace/store";
import { type ExerciseNews, exerciseNewsSchema } from "@/lib/protocol/exercise";
import { eventsUrl } from "./api";

/** after the stream was lost, ms */
const retryMs = 3_000;

export function listen(id: string, onNews: (news: ExerciseNews) => void): () => void {
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let closed = false;

  const drop = () => {
    clearTimeout(timer);
    source?.close();
    source = null;
  };
  const connect = () => {
    drop();
    if (document.hidden) return;
    closed = false;
    const current = new EventSource(eventsUrl(id));
    source = current;
    current.addEventListener("message", ({ data }) => {
      const news = exerciseNewsSchema.safeParse(JSON.parse(String(data)));
      if (!news.success) return console.warn(news.error);
      closed = news.data.watching === "closed";
      onNews(news.data);
      if (closed) drop();
    });
    current.addEventListener("error", () => {
      if (source !== current) return;
      drop();
      timer = setTimeout(connect, retryMs);
    });
  };
  const running = () => workspace.get().view?.state === "running";
  let ran = running();
  const stopHearing = workspace.subscribe(() => {
    const runs = running();
    if (runs && (!ran || closed)) connect();
    ran = runs;
  });
  const onVisibility = () => (document.hidden ? drop() : connect());
  document.addEventListener("visibilitychange", onVisibility);
  connect();
  return () => {
    drop();
    stopHearing();
    document.removeEventListener("visibilitychange", onVisibility);
  };
}
