/** Steps and layers, in the shapes that both builders write. */
import { expect, test } from "vitest";
import { layersOf } from "./read/layers";

const step = (createdBy: string, size = 0) => ({ createdBy, size });
const names = (digests: string[], history: ReturnType<typeof step>[]) =>
  layersOf(digests, history).map(({ digest, size, createdBy }) => [digest, size, createdBy]);

test("steps that write have a layer each, from the base upwards", () => {
  const history = [
    step('/bin/sh -c #(nop)  CMD ["nginx"]'),
    step("/bin/sh -c apt-get install nginx", 50),
    step("/bin/sh -c #(nop)  ENV A=b"),
    step("/bin/sh -c #(nop) ADD file:abc in / ", 100),
  ];
  expect(names(["base", "nginx"], history)).toEqual([
    ["base", 100, "/bin/sh -c #(nop) ADD file:abc in / "],
    ["nginx", 50, "/bin/sh -c apt-get install nginx"],
  ]);
});

test("a layer of no bytes goes to a step that can write", () => {
  const history = [
    step("/bin/sh -c #(nop)  USER app"),
    step("/bin/sh -c #(nop) WORKDIR /app"),
    step("/bin/sh -c #(nop)  LABEL a=b"),
    step("/bin/sh -c #(nop) ADD file:abc in / ", 100),
  ];
  expect(names(["base", "folder"], history).at(1)).toEqual([
    "folder",
    0,
    "/bin/sh -c #(nop) WORKDIR /app",
  ]);
  const buildkit = [
    step('CMD ["x"]'),
    step("RUN /bin/sh -c mkdir /a # buildkit"),
    step("ENV A=b"),
    step("COPY a / # buildkit", 7),
  ];
  expect(names(["copy", "run"], buildkit)).toEqual([
    ["copy", 7, "COPY a / # buildkit"],
    ["run", 0, "RUN /bin/sh -c mkdir /a # buildkit"],
  ]);
});

test("more layers than steps, and none at all", () => {
  expect(names(["a", "b"], [step("import", 5)])).toEqual([
    ["a", 5, "import"],
    ["b", 0, ""],
  ]);
  expect(names([], [step("CMD")])).toEqual([]);
});

test("a long instruction is cut", () => {
  const [layer] = layersOf(["a"], [step(`RUN ${"x".repeat(10_000)}`, 1)]);
  expect(layer?.createdBy).toHaveLength(300);
});
