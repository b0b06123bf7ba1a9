import { LoaderCircle } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import type { ConnectionState } from "@/components/terminal/connection";
import { preferences } from "@/components/terminal/preferences";
import { themeOf } from "@/components/terminal/themes";
import { useSiteTheme } from "@/components/terminal/use-site-theme";
import { useStore } from "@/components/workspace/create-store";
import { WatchedTerminal } from "./watched-terminal";
import "@xterm/xterm/css/xterm.css";

/** Another's terminal, as large as its place allows. Mounted anew for each `url`. */
export function WatchedScreen({ url, typing = false }: { url: string; typing?: boolean }) {
  const host = useRef<HTMLDivElement>(null);
  const [terminal, setTerminal] = useState<WatchedTerminal | null>(null);
  const { theme } = useStore(preferences);
  useSiteTheme();
  useEffect(() => {
    if (host.current === null) return;
    const made = new WatchedTerminal(url);
    made.attach(host.current);
    setTerminal(made);
    return () => {
      made.dispose();
      setTerminal(null);
    };
  }, [url]);
  useEffect(() => terminal?.allowTyping(typing), [terminal, typing]);
  return (
    <div
      className="absolute inset-0 overflow-auto p-2.5"
      style={{ background: themeOf(theme).background }}
    >
      <div className="relative h-full w-full">
        <div ref={host} className="watched-terminal w-max min-w-full" />
      </div>
      {terminal === null ? null : <Connection terminal={terminal} />}
    </div>
  );
}

function Connection({ terminal }: { terminal: WatchedTerminal }) {
  const { connection } = useStore(terminal.state);
  const said = sentence(connection);
  return (
    <div role="status" className="absolute top-3 right-5 z-10">
      {said === null ? null : (
        <p className="flex items-center gap-3 rounded-xl border border-line bg-surface px-4 py-2 text-sm shadow-(--shadow)">
          {connection.phase === "ended" ? null : (
            <LoaderCircle
              className="size-4.5 shrink-0 text-brass motion-safe:animate-spin"
              aria-hidden
            />
          )}
          {said}
        </p>
      )}
    </div>
  );
}

function sentence(connection: ConnectionState): string | null {
  if (connection.phase === "open") return null;
  if (connection.phase !== "ended") return connection.attempt === 0 ? null : "Reconnexion…";
  switch (connection.why) {
    case "exited":
      return "Le shell de cet onglet est terminé.";
    case "gone":
      return "Ce terminal n’est plus montré.";
    case "protocol":
      return "Cette page et le serveur ne se comprennent plus\u00a0: rechargez la page.";
    case "unauthorized":
      return "Votre session a pris fin\u00a0: rechargez la page.";
    case "disposed":
      return null;
  }
}
