import { deflateSync } from "node:zlib";
import { expect, test } from "vitest";
import { decodeStart, encodeStart, maxCodeLength } from "./link";
import { isOfferedPath, type Start, startLimits } from "./start";

const start: Start = {
  title: "Un site",
  note: "Essayez, puis changez la page.",
  files: [{ path: "site/index.html", text: "<h1>Bonjour ⚓</h1>\n" }],
  commands: ["docker run -d -p 8080:80 -v ./site:/usr/share/nginx/html nginx"],
};
const coded = (value: unknown) =>
  `1.${deflateSync(typeof value === "string" ? value : JSON.stringify(value)).toString("base64url")}`;

test("what is shared is what is read", async () => {
  const code = await encodeStart(start);
  expect(code).toMatch(/^1\.[\w-]+$/);
  expect(await decodeStart(code)).toEqual({ start });
});

test("a file of a few thousand characters fits into a link", async () => {
  const text = Array.from({ length: 100 }, (_, n) => `RUN echo étape ${n} && true\n`).join("");
  const code = await encodeStart({ ...start, files: [{ path: "Dockerfile", text }] });
  expect(code.length).toBeLessThan(1_500);
});

test("a link that was cut or changed on its way says so", async () => {
  const code = await encodeStart(start);
  const middle = Math.floor(code.length / 2);
  const other = code[middle] === "A" ? "B" : "A";
  for (const damaged of [
    code.slice(0, -1),
    code.slice(0, middle),
    "1.",
    "1.%%%",
    "1.AAAA",
    code.slice(0, middle) + other + code.slice(middle + 1),
  ])
    expect(await decodeStart(damaged), damaged).toEqual({ problem: "damaged" });
});

test("what is whole and no starting point is refused", async () => {
  const file = (path: string) => ({ ...start, files: [{ path, text: "x" }] });
  for (const value of [
    "",
    "not JSON",
    null,
    [],
    { ...start, commands: [], files: [] },
    { ...start, script: "x" },
    { ...start, title: " " },
    { ...start, title: "x".repeat(startLimits.title + 1) },
    { ...start, commands: [1] },
    { ...start, commands: Array(startLimits.commands + 1).fill("ls") },
    { ...start, commands: ["x".repeat(startLimits.command + 1)] },
    { ...start, files: [...start.files, ...start.files] },
    { ...start, files: [{ path: "a", text: "x".repeat(startLimits.text + 1) }] },
    { ...start, files: ["a", "b", "c"].map((path) => ({ path, text: "x".repeat(20_000) })) },
    file("../../etc/passwd"),
    file("/etc/passwd"),
    file(".bashrc"),
  ])
    expect(await decodeStart(coded(value)), JSON.stringify(value).slice(0, 80)).toEqual({
      problem: "refused",
    });
  expect(await decodeStart("2.abcd")).toEqual({ problem: "refused" });
  expect(await decodeStart(`1.${"A".repeat(maxCodeLength)}`)).toEqual({ problem: "refused" });
});

test("a code that unfolds without end is given up early", async () => {
  const bomb = deflateSync(Buffer.alloc(5 * 1024 ** 2, " "), { level: 9 }).toString("base64url");
  expect(bomb.length).toBeLessThan(maxCodeLength);
  expect(await decodeStart(`1.${bomb}`)).toEqual({ problem: "refused" });
});

test("nothing is offered that a program would run by itself, or whose name hides something", () => {
  for (const path of ["Dockerfile", "site/index.html", ".env", "app/.dockerignore", "été/a b.txt"])
    expect(isOfferedPath(path), path).toBe(true);
  for (const path of [
    ...[".bashrc", ".profile", ".inputrc", ".docker/config.json", ".config/x/y", "a/.git/hooks/x"],
    ...["", "/", "a//b", "a/../b", "./a", "a/", "a\nb", "a\u202etxt.exe", "a\u200bb", "a\u0000"],
  ])
    expect(isOfferedPath(path), JSON.stringify(path)).toBe(false);
});
