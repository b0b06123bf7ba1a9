/** One request as it is generated: what is asked, how it is framed, how its bytes arrive. */
import fc from "fast-check";
import { routes } from "../routes";
import { type Archive, context, files, saved } from "./archives";
import { anyJson, jsonFor } from "./bodies";
import { container, exec, image, junk, network, volume } from "./pieces";
import { queryFor } from "./queries";

export type Payload =
  | { kind: "none" }
  | { kind: "text"; text: string; type: string }
  | { kind: "tar"; archive: Archive };

export type Framing =
  | { kind: "length" }
  | { kind: "chunked"; size: number; extension: string; trailer: string }
  | { kind: "bad-chunk"; head: string }
  | { kind: "two-lengths"; second: number }
  | { kind: "length-and-chunked" }
  | { kind: "wrong-length"; by: number };

export interface Delivery {
  /** parts of 1000 of the bytes, at which they are sent apart */
  cuts: number[];
  /** part of 1000 of the bytes after which the client is gone */
  hangUp: number | null;
  /** the client's end, right behind the last byte */
  halfClose: boolean;
  /** sent behind the request, in the same breath */
  pipelined: string;
}

export interface Wanted {
  /** as the table writes it, to know what was reached */
  route: string;
  method: string;
  /** a template */
  target: string;
  headers: readonly (readonly [string, string])[];
  payload: Payload;
  framing: Framing;
  delivery: Delivery;
  /** HTTP's own rules broken: line ends, folds, versions */
  breach: string;
}

const plainDelivery: Delivery = { cuts: [], hangUp: null, halfClose: false, pipelined: "" };
const kill = "POST /containers/{{a.box}}/kill HTTP/1.1\r\nHost: d\r\nContent-Length: 0\r\n\r\n";

const delivery: fc.Arbitrary<Delivery> = fc.oneof(
  { weight: 16, arbitrary: fc.constant(plainDelivery) },
  {
    weight: 2,
    arbitrary: fc.record({
      cuts: fc.array(fc.nat(999), { maxLength: 4 }),
      hangUp: fc.option(fc.nat(1000), { freq: 3 }),
      halfClose: fc.boolean(),
      pipelined: fc.constantFrom(
        "",
        "GET /_ping HTTP/1.1\r\nHost: d\r\n\r\n",
        kill,
        "\r\n\r\n",
        "x",
      ),
    }),
  },
);
const framing: fc.Arbitrary<Framing> = fc.oneof(
  { weight: 40, arbitrary: fc.constant({ kind: "length" as const }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("chunked" as const),
      size: fc.integer({ min: 1, max: 4096 }),
      extension: fc.constantFrom("", ";a=b", ';a="\r\n"', ";", `;${"x".repeat(2000)}`),
      trailer: fc.constantFrom("", "X-A: b\r\n", "Content-Length: 5\r\n", "Host: e\r\n"),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.oneof(
      fc.record({
        kind: fc.constant("bad-chunk" as const),
        head: fc.constantFrom("zz", "-1", "0x5", "fffffffffffffffff", "5 ", "", "+5"),
      }),
      fc.record({ kind: fc.constant("two-lengths" as const), second: fc.nat(50) }),
      fc.constant({ kind: "length-and-chunked" as const }),
      fc.record({
        kind: fc.constant("wrong-length" as const),
        by: fc.integer({ min: -20, max: 20 }),
      }),
    ),
  },
);
const breach = fc.oneof(
  { weight: 30, arbitrary: fc.constant("") },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      ...["bare-lf", "fold", "nul", "space-colon", "http/1.0", "http/2.0", "http/0.9", "no-host"],
      ...["leading-crlf", "tab-target", "large-headers", "long-target", "high-bytes"],
    ),
  },
);
const headers = fc.oneof(
  { weight: 16, arbitrary: fc.constant<(readonly [string, string])[]>([]) },
  {
    weight: 2,
    arbitrary: fc.array(
      fc.constantFrom<(readonly [string, string])[]>(
        ["Connection", "Upgrade"],
        ["Upgrade", "tcp"],
        ["Upgrade", "h2c"],
        ["Expect", "100-continue"],
        ["Content-Type", "application/x-www-form-urlencoded"],
        ["Content-Encoding", "gzip"],
        ["X-Registry-Auth", "e30="],
        ["X-Registry-Config", "e30="],
        ["X-HTTP-Method-Override", "DELETE"],
        ["Host", "{{b.workspace}}"],
        ["Accept-Encoding", "gzip"],
        ["Range", "bytes=0-1"],
        ["TE", "trailers"],
        ["Connection", "keep-alive"],
      ),
      { maxLength: 3 },
    ),
  },
);

const version = fc.oneof(
  { weight: 20, arbitrary: fc.constantFrom("/v1.41", "/v1.41", "/v1.24", "") },
  { weight: 1, arbitrary: fc.constantFrom("/v1.23", "/v9.99", "/v1.041", "/v1", "/V1.41", "/") },
);
const bend = fc.oneof(
  { weight: 30, arbitrary: fc.constant((target: string) => target) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      ...[
        (target: string) => target.replace("/", "//"),
        (target: string) => `/x/..${target}`,
        (target: string) => target.replaceAll("e", "%65"),
        (target: string) => `http://docker${target}`,
        (target: string) => target.replace("?", ";?"),
        (target: string) => `${target}#x`,
        (target: string) => `${target}/`,
        (target: string) => target.toUpperCase(),
        (target: string) => target.replace(/\/(?=[^/]*$)/, "%2f"),
        (target: string) => target.replace("/containers/", "/containers/../images/"),
      ],
    ),
  },
);

/** What a parameter of such a path names. */
function named(path: string): fc.Arbitrary<string> {
  if (path.startsWith("/images/")) return image;
  if (path.startsWith("/volumes/")) return volume;
  if (path.startsWith("/networks/")) return network;
  if (path.startsWith("/exec/")) return exec;
  return container;
}

const method = fc.oneof(
  { weight: 30, arbitrary: fc.constant("") },
  {
    weight: 1,
    arbitrary: fc.constantFrom("GET", "POST", "PUT", "DELETE", "HEAD", "PATCH", "TRACE", "get"),
  },
);

function payloadFor(route: string, says: string): fc.Arbitrary<Payload> {
  const none = fc.constant<Payload>({ kind: "none" });
  const text = (arbitrary: fc.Arbitrary<string>, type = "application/json") =>
    arbitrary.map((each): Payload => ({ kind: "text", text: each, type }));
  const tar = (arbitrary: fc.Arbitrary<Archive>) =>
    arbitrary.map((archive): Payload => ({ kind: "tar", archive }));
  const json = jsonFor(route);
  const odd = fc.oneof(
    none,
    text(anyJson),
    text(fc.constant("name={{b.named}}&v=1"), "application/x-www-form-urlencoded"),
    text(junk, "text/plain"),
    tar(files),
  );
  const fitting = json
    ? text(json)
    : says.startsWith("tar")
      ? tar(route === "POST /build" ? context : route === "POST /images/load" ? saved : files)
      : route === "POST /images/create"
        ? fc.oneof(none, none, tar(files))
        : none;
  return fc.oneof({ weight: 15, arbitrary: fitting }, { weight: 1, arbitrary: odd });
}

const raw = fc.oneof(
  { weight: 20, arbitrary: fc.constant("") },
  {
    weight: 1,
    arbitrary: fc.oneof(
      junk,
      fc.constantFrom("/session", "/swarm/init", "/debug/vars", "/plugins"),
    ),
  },
);

/** Requests for every row of the table, most of them sound in most of their parts. */
export const wanted: fc.Arbitrary<Wanted> = fc
  .constantFrom(...routes)
  .chain(({ method: usual, path, says }) => {
    const route = `${usual} ${path}`;
    return fc
      .record({
        other: method,
        odd: raw,
        version,
        bend,
        parameter: named(path),
        query: queryFor(route, says.query),
        headers,
        payload: payloadFor(route, says.body),
        framing,
        delivery,
        breach,
      })
      .map(({ other, odd, version, bend, parameter, query, ...rest }): Wanted => {
        const bare = odd || path.replace(/\{\w+(\.\.\.)?\}/, () => parameter);
        return {
          route,
          method: other || usual,
          target: bend(`${version}${bare}${query === "" ? "" : `?${query}`}`),
          ...rest,
        };
      });
  });
