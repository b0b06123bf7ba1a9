/** Which preview the pane shows; kept over a reload. */
import { createStore } from "@/components/workspace/create-store";
import { showPane } from "@/components/workspace/panes/store";
import { readStored, writeStored } from "@/components/workspace/stored";
import type { PublishedPort } from "@/lib/protocol/workspace";

export interface PreviewState {
  /** the port that was chosen, published or not; null: none yet */
  readonly port: number | null;
  /** where on it */
  readonly path: string;
}

const key = "escale.preview";

function restore(): PreviewState {
  const { port, path } = readStored(key);
  return {
    port: typeof port === "number" ? port : null,
    path: typeof path === "string" ? path : "/",
  };
}

export const preview = createStore<PreviewState>(restore());

preview.subscribe(() => writeStored(key, { ...preview.get() }));

/** Brings the preview of this port into sight, with the keyboard. */
export function showPreview(port: number): void {
  if (preview.get().port !== port) preview.set({ port, path: "/" });
  showPane("preview", { focus: true });
}

/** Where nothing was chosen, or what was chosen before the reload is gone: the first there is. */
export function chooseFrom(ports: readonly PublishedPort[]): void {
  const { port } = preview.get();
  const [first] = ports;
  if (first === undefined || ports.some((each) => each.port === port)) return;
  preview.set({ port: first.port, path: "/" });
}

/** What somebody may type for a path, as one; « produits?tri=prix » is `/produits?tri=prix`. */
export function asPath(text: string): string {
  const { pathname, search, hash } = new URL(
    text.trim().replace(/^[/\\]*/, "/"),
    "http://localhost",
  );
  return `${pathname.replace(/^\/+/, "/")}${search}${hash}`;
}

/** The same in a tab of its own. */
export const tabAddress = (port: number, path: string): string =>
  path === "/" ? `/apercu/${port}` : `/apercu/${port}?chemin=${encodeURIComponent(path)}`;
