import { expect, test } from "vitest";
import { choosePorts, portBindingsSchema } from "./asked";

const none = new Set<string>();
const parsed = (bindings: unknown) => portBindingsSchema.safeParse(bindings);
const chosen = (bindings: unknown, exposed: string[] = [], taken = none) =>
  choosePorts(portBindingsSchema.parse(bindings), exposed, taken).map(
    ({ protocol, container, port }) => `${port}:${container}${protocol === "udp" ? "/udp" : ""}`,
  );

test.each([
  { "80/dccp": [{ HostPort: "80" }] },
  { "80/sctp": [] },
  { "0/tcp": [{ HostPort: "80" }] },
  { "70000/tcp": [{ HostPort: "80" }] },
  { "http/tcp": [{ HostPort: "80" }] },
  { "80/tcp/x": [{ HostPort: "80" }] },
  { "80/tcp": [{ HostPort: "70000" }] },
  { "80/tcp": [{ HostPort: "-1" }] },
  { "80/tcp": [{ HostPort: "http" }] },
  { "80/tcp": [{ HostPort: "9000-8000" }] },
  { "80/tcp": [{ HostPort: "80 " }] },
  { "80/tcp": [{ HostPort: 80 }] },
  { "80/tcp": [{ HostIp: "localhost", HostPort: "80" }] },
  { "80/tcp": [{ HostIp: "10.0.0.1", HostPort: "80" }] },
  { "80/tcp": [{ HostIp: "127.0.0.2", HostPort: "80" }] },
  { "80/tcp": [{ HostIp: "::ffff:10.0.0.1", HostPort: "80" }] },
  { "80/tcp": [{ HostPort: "80", Network: "host" }] },
  { "80/tcp": "80" },
])("refuses %j", (bindings) => {
  expect(parsed(bindings).success).toBe(false);
});

test("chooses what is not said, past what is taken", () => {
  expect(chosen({ "80/tcp": [{ HostIp: "", HostPort: "8080" }] })).toEqual(["8080:80"]);
  expect(chosen({ "80": [{ HostPort: "" }, { HostPort: "0" }], "81/tcp": [{}] })).toEqual([
    "32768:80",
    "32769:80",
    "32770:81",
  ]);
  expect(chosen({ "80/tcp": [{}] }, [], new Set(["32768/tcp"]))).toEqual(["32769:80"]);
  expect(chosen({ "80/tcp": [{ HostPort: "8000-8002" }] }, [], new Set(["8000/tcp"]))).toEqual([
    "8001:80",
  ]);
  expect(() =>
    chosen({ "80/tcp": [{ HostPort: "8000-8001" }] }, [], new Set(["8000/tcp", "8001/tcp"])),
  ).toThrow("all ports are allocated");
});

test("TCP and UDP have each their own ports of one number", () => {
  const bindings = { "53/udp": [{ HostPort: "5353" }], "53/tcp": [{ HostPort: "5353" }] };
  expect(chosen(bindings)).toEqual(["5353:53/udp", "5353:53"]);
  expect(chosen({ "53/udp": [{}], "53/tcp": [{}] })).toEqual(["32768:53/udp", "32768:53"]);
  expect(chosen({ "53/udp": [{}] }, ["53/tcp"], new Set(["32768/tcp"]))).toEqual([
    "32768:53/udp",
    "32769:53",
  ]);
});

test("-P publishes what is exposed and not bound already; never SCTP, never without bound", () => {
  expect(chosen({ "80/tcp": [{ HostPort: "8080" }] }, ["80/tcp", "443/tcp"])).toEqual([
    "8080:80",
    "32768:443",
  ]);
  expect(chosen({}, ["53/udp"])).toEqual(["32768:53/udp"]);
  expect(() => chosen({}, ["53/sctp"])).toThrow("SCTP");
  expect(() => chosen({}, ["0/tcp"])).toThrow("65535");
  const many = Array.from({ length: 33 }, (_, index) => `${index + 1}/tcp`);
  expect(() => chosen({}, many)).toThrow("32");
});
