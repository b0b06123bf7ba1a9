/** The address of a WebSocket of this site, by its path. */
export function socketUrlOf(path: string): string {
  const url = new URL(path, location.href);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  return url.href;
}
