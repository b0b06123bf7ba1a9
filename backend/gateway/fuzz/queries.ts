/** Queries of the keys that the table knows, with values that such a key may have, and others. */
import fc from "fast-check";
import * as pieces from "./pieces";
import { rarely } from "./pieces";
import { encode } from "./template";
import { mutate, mutations, treeOf, write } from "./tree";

const { junk, flag, integer, container, image, volume, network, label, path } = pieces;
const constants = (...texts: string[]) => fc.constantFrom(...texts);

const filterValues: Readonly<Record<string, fc.Arbitrary<string>>> = {
  ancestor: image,
  before: container,
  since: container,
  container,
  id: container,
  image,
  label,
  name: fc.oneof(container, volume, network, constants("^/", ".*", "(a*)*$", "[", "a|b")),
  network,
  volume,
  reference: fc.oneof(image, constants("*", "*/*:*", "escale/*", "[")),
  status: constants("running", "exited", "created", "x"),
  exited: integer,
  dangling: flag,
  driver: constants("bridge", "local", "null"),
  scope: constants("local", "swarm"),
  type: constants("container", "image", "network", "volume", "custom", "daemon"),
  event: constants("create", "start", "die", "destroy"),
  until: constants("1h", "0", "2030-01-01"),
  expose: constants("80", "80/tcp", "1-65535/udp", "80-70", "web"),
  publish: constants("8080", "8000-9000/tcp", "x"),
  "is-task": flag,
  isolation: constants("default", "hyperv"),
};
const filter = fc.constantFrom(...Object.keys(filterValues)).chain((key) => {
  const values = fc.array(filterValues[key] ?? junk, { minLength: 1, maxLength: 2 });
  return fc
    .tuple(values, fc.boolean())
    .map(([list, older]) => [
      key,
      older ? Object.fromEntries(list.map((one) => [one, true])) : list,
    ]);
});
const dictionary: [string, unknown][] = [
  ["label", ["escale.workspace={{b.workspace}}"]],
  ["label", { "escale.role=workstation": true }],
  ["id", ["{{b.seen.id}}"]],
  ["name", ["{{b.named}}"]],
];
const filters = fc
  .tuple(fc.array(filter, { maxLength: 3 }), mutations(dictionary, junk))
  .map(([list, changes]) => write(changes.reduce(mutate, treeOf(Object.fromEntries(list)))));

const moment = fc.oneof(constants("0", "1", "4000000000", "1.5", "-5", "1e9", "now"), junk);
const changes = constants(
  "CMD true",
  "ENV A=b",
  "LABEL escale.role=x",
  "USER 0\nLABEL a=b",
  "VOLUME /",
);

/** Keys that are refused with any value but an empty one. */
const closed = [
  ...["session", "outputs", "cpusetcpus", "cpusetmems", "cgroupparent", "ulimits", "extrahosts"],
  ...["securityopt", "isolation", "version", "buildid", "checkpoint", "checkpoint-dir", "link"],
  ...["author", "comment", "message", "digests", "keep-storage"],
];

const byKey: Readonly<Record<string, fc.Arbitrary<string>>> = {
  filters,
  container,
  fromImage: fc.oneof(image, pieces.newReference),
  fromSrc: constants("-", "", "http://127.0.0.1/x", "file:///etc/passwd"),
  names: image,
  repo: pieces.newReference,
  t: pieces.newReference,
  tag: constants("", "1", "latest", "{{b.image}}", "a/b"),
  name: pieces.newName,
  path,
  since: fc.oneof(moment, container),
  before: container,
  until: constants("0", "1", "2", "1e9", ""),
  tail: constants("all", "0", "5", "-1", "x"),
  condition: constants("", "not-running", "next-exit", "removed", "x"),
  signal: constants("", "TERM", "SIGKILL", "KILL", "0", "65", "RTMIN+3", "x"),
  t_: integer,
  ps_args: constants("aux", "-ef", "-eo pid,args", "aux > /tmp/x", "-o environ", "e", "--help"),
  changes,
  dockerfile: constants("Dockerfile", "autre/Dockerfile", "../Dockerfile", "/etc/passwd"),
  buildargs: constants("{}", '{"IMAGE":"{{b.image}}"}', '{"IMAGE":"busybox"}', "[]", '{"A":null}'),
  labels: constants("{}", '{"a":"b"}', '{"escale.role":"x"}'),
  target: constants("", "un", "deux", "0", "{{b.image}}"),
  remote: constants("", "http://127.0.0.1:2375/x", "client-session"),
  networkmode: constants("", "default", "none", "host", "container:{{b.seen.id}}"),
  cachefrom: constants("[]", '["{{b.image}}"]'),
  platform: constants("", "linux/amd64", "windows/amd64"),
  detachKeys: constants("", "ctrl-p,ctrl-q", "a"),
  pause: flag,
  h: integer,
  w: integer,
  limit: integer,
  shmsize: integer,
  memory: constants("0", "8388608", "99999999999"),
  memswap: constants("0", "8388608"),
  cpuperiod: integer,
  cpuquota: integer,
  pull: flag,
  ...Object.fromEntries(closed.map((key) => [key, constants("", "", "", "x", "{}", "[]")])),
};

/** Streams that would never end are made to end. */
const bounded: Readonly<Record<string, readonly string[]>> = {
  "GET /events": ["until=1"],
  "GET /containers/{id...}/stats": ["stream=0", "one-shot=1"],
};

const pair = (key: string, route: string): fc.Arbitrary<string> => {
  const times = key === "t" && !route.includes("/build");
  const fitting = byKey[times ? "t_" : key] ?? flag;
  const value = fc.oneof(
    { weight: 24, arbitrary: fitting },
    { weight: 1, arbitrary: fc.oneof(junk, container) },
  );
  return value.map((text) => `${encode(key)}=${encode(text)}`);
};

/** As it stands behind the `?`: a template, encoded, of some of `keys`. */
export function queryFor(route: string, keys: readonly string[]): fc.Arbitrary<string> {
  const known = keys.filter((key) => /^[\w-]+$/.test(key));
  const some =
    known.length === 0
      ? fc.constant([])
      : fc
          .subarray([...known], { maxLength: Math.min(3, known.length) })
          .chain((chosen) => fc.tuple(...chosen.map((key) => pair(key, route))));
  const required = fc.tuple(...mandatory(route).map((key) => pair(key, route)));
  const odd = fc.constantFrom(
    "Name=a",
    "x=1",
    "name=a;name=b",
    "%",
    "a[]=1",
    "name",
    "&&",
    "=",
    "a=%ff",
  );
  return fc
    .tuple(required, some, rarely(odd), fc.boolean())
    .map(([first, rest, strange, doubled]) => {
      const keyOf = (text: string) => text.split("=")[0];
      const ended = bounded[route] ?? [];
      const fixed = [...ended, ...first];
      const taken = new Set(fixed.map(keyOf));
      const all = [...fixed, ...rest.filter((text) => !taken.has(keyOf(text)))];
      if (strange !== null) all.push(strange, ...(doubled ? all.slice(0, 1) : []));
      return all.join("&");
    });
}

/** Without these a request gets nowhere. */
function mandatory(route: string): readonly string[] {
  if (route.endsWith("/archive")) return ["path"];
  if (route.endsWith("/rename")) return ["name"];
  if (route.endsWith("/tag")) return ["repo"];
  if (route.endsWith("/resize")) return ["h", "w"];
  if (route === "POST /commit") return ["container"];
  if (route === "GET /images/get") return ["names"];
  if (route.endsWith("/logs")) return ["stdout"];
  return [];
}
