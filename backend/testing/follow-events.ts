/** For tests: a stream of server-sent events of the backend's, as web would read it. */
import { request } from "node:http";

export interface FollowedEvents {
  /** of the answer; 0 before it */
  status(): number;
  ended(): boolean;
  close(): void;
}

/** `onData` is given each event's JSON; with `body`, the request is a POST of it. */
export function followEvents(
  { socketPath, path, body }: { socketPath: string; path: string; body?: object },
  onData: (value: unknown) => void,
): FollowedEvents {
  let status = 0;
  let ended = false;
  const sent = request({
    socketPath,
    path,
    agent: false,
    ...(body && { method: "POST", headers: { "content-type": "application/json" } }),
  });
  sent.on("response", (response) => {
    status = response.statusCode ?? 0;
    let text = "";
    response.setEncoding("utf8");
    response.on("error", () => {
      // closed by us
    });
    response.on("close", () => {
      ended = true;
    });
    response.on("data", (chunk: string) => {
      const events = (text + chunk).split("\n\n");
      text = events.pop() ?? "";
      for (const event of events)
        if (event.startsWith("data: ")) onData(JSON.parse(event.slice(6)));
    });
  });
  sent.on("error", () => {
    // closed by us
  });
  sent.end(body && JSON.stringify(body));
  return { status: () => status, ended: () => ended, close: () => sent.destroy() };
}
