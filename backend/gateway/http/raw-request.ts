/** A request as the routes read it, whether it came as one or as an upgrade. */
import type { IncomingMessage } from "node:http";
import type { Readable } from "node:stream";
import type { RawRequest } from "../route";
import { type BodySource, readJson, refuseBody } from "./body";

/** `bytes`: the body, ending with it. `tar`: what an archive is read from, or the refusal of one. */
export function rawRequest(
  request: IncomingMessage,
  bytes: Readable,
  tar: (source: BodySource) => ReturnType<RawRequest["tar"]>,
  rest: Pick<RawRequest, "signal" | "upgrade">,
): RawRequest {
  const source: BodySource = {
    bytes,
    contentType: request.headers["content-type"],
    contentEncoding: request.headers["content-encoding"],
  };
  return {
    method: request.method ?? "",
    query: "",
    readJson: (maxBytes) => readJson(source, maxBytes),
    refuseBody: (query) => refuseBody(source, query),
    tar: () => tar(source),
    ...rest,
  };
}
