import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { gzipSync } from "node:zlib";
import { extract, type Header, pack } from "tar-stream";
import { describe, expect, test } from "vitest";
import { DockerError } from "../errors";
import { cleanPath, dockerfilePath, readContext } from "./context";

type Member = [Partial<Header> & Pick<Header, "name">, string?];

function tarOf(...members: Member[]): Promise<Buffer> {
  const writer = pack();
  for (const [header, content = ""] of members) writer.entry(header, content);
  writer.finalize();
  return buffer(writer);
}

/** What the engine would be sent. */
async function sent(tar: Buffer, maxBytes = 100_000, dockerfile = "Dockerfile") {
  const context = readContext(Readable.from([tar]), { dockerfile, given: ".ours", maxBytes });
  const members = new Map<string, string>();
  const headers = new Map<string, Header>();
  const reader = extract();
  const reading = (async () => {
    context.tar.pipe(reader);
    context.tar.on("error", (error) => reader.destroy(error));
    for await (const entry of reader) {
      headers.set(entry.header.name, entry.header);
      members.set(entry.header.name, (await buffer(entry)).toString());
    }
  })();
  reading.catch(() => undefined);
  const read = (await context.dockerfile).toString();
  await context.finish("OURS");
  await reading;
  return { read, members, headers };
}

const file: Member = [{ name: "Dockerfile" }, "FROM x"];

test("members pass with their content, mode and time; owners and attributes do not", async () => {
  const tar = await tarOf(file, [
    {
      name: "./a//b.sh",
      mode: 0o755,
      uid: 1234,
      gid: 5,
      pax: { "SCHILY.xattr.security.capability": "x" },
    },
    "salut",
  ]);
  const { read, members, headers } = await sent(tar);
  expect(read).toBe("FROM x");
  expect(Object.fromEntries(members)).toEqual({
    Dockerfile: "FROM x",
    "a/b.sh": "salut",
    ".dockerignore": ".dockerignore\n.ours\n",
    ".ours": "OURS",
  });
  expect(headers.get("a/b.sh")).toMatchObject({ mode: 0o755, uid: 0, gid: 0, pax: null });
});

test("a Dockerfile that .dockerignore leaves out is read, and not sent", async () => {
  const { read, members } = await sent(await tarOf([{ name: ".dockerignore" }, "*\n"], file));
  expect(read).toBe("FROM x");
  expect(members.has("Dockerfile")).toBe(false);
});

test("another path, the default in lower case, a gzip, an archive without its last padding", async () => {
  const odd = await tarOf([{ name: "a/b.Dockerfile" }, "FROM odd"]);
  expect((await sent(odd, 1000, "a/b.Dockerfile")).read).toBe("FROM odd");
  expect((await sent(await tarOf([{ name: "dockerfile" }, "FROM low"]))).read).toBe("FROM low");
  expect((await sent(gzipSync(await tarOf(file)))).read).toBe("FROM x");
  expect((await sent((await tarOf(file)).subarray(0, 512 + 6))).read).toBe("FROM x");
});

describe("refuses", () => {
  const cases: [string, ...Member[]][] = [
    ["..", [{ name: "../x" }, "x"]],
    [".. in the middle", [{ name: "a/../../x" }, "x"]],
    ["an absolute name", [{ name: "/etc/passwd" }, "x"]],
    ["a device", [{ name: "d", type: "block-device", devmajor: 1, devminor: 1 }]],
    ["a pipe", [{ name: "p", type: "fifo" }]],
    ["a symbolic link that leaves", [{ name: "a/l", type: "symlink", linkname: "../../etc" }]],
    [
      "a member behind a link",
      [{ name: "l", type: "symlink", linkname: "/etc" }],
      [{ name: "l/passwd" }, "x"],
    ],
    ["a hard link that leaves", [{ name: "h", type: "link", linkname: "../x" }]],
    ["an absolute hard link", [{ name: "h", type: "link", linkname: "/etc/shadow" }]],
    [
      "a hard link to a link",
      [{ name: "l", type: "symlink", linkname: "/etc/shadow" }],
      [{ name: "h", type: "link", linkname: "l" }],
    ],
    ["a hard link to nothing", [{ name: "h", type: "link", linkname: "nothing" }]],
  ];
  test.each(cases)("%s", async (_what, ...members) => {
    await expect(sent(await tarOf(file, ...members))).rejects.toMatchObject({ status: 400 });
  });

  test("too much, unzipped too; no Dockerfile; one that is a link; what is no archive", async () => {
    const large = await tarOf(file, [{ name: "zeros" }, "\0".repeat(200_000)]);
    await expect(sent(large)).rejects.toMatchObject({ status: 413 });
    await expect(sent(gzipSync(large))).rejects.toMatchObject({ status: 413 });
    await expect(sent(await tarOf([{ name: "x" }, "x"]))).rejects.toThrow("Cannot locate");
    await expect(
      sent(await tarOf([{ name: "Dockerfile", type: "symlink", linkname: "x" }])),
    ).rejects.toThrow("Cannot locate");
    await expect(sent(Buffer.from("FROM busybox\n".repeat(100)))).rejects.toBeInstanceOf(
      DockerError,
    );
    await expect(
      sent((await tarOf(file, [{ name: "x" }, "x".repeat(5000)])).subarray(0, 3000)),
    ).rejects.toBeInstanceOf(DockerError);
  });
});

test("inside links pass, and absolute ones, which mean a path of the image", async () => {
  const { headers } = await sent(
    await tarOf(
      file,
      [{ name: "a/f" }, "x"],
      [{ name: "a/l", type: "symlink", linkname: "../a/f" }],
      [{ name: "abs", type: "symlink", linkname: "/etc/x" }],
      [{ name: "h", type: "link", linkname: "a/f" }],
    ),
  );
  expect(headers.get("a/l")?.linkname).toBe("../a/f");
  expect(headers.get("abs")?.linkname).toBe("/etc/x");
  expect(headers.get("h")?.linkname).toBe("a/f");
});

test("paths", () => {
  expect(cleanPath("./a//b/../c/")).toBe("a/c");
  expect(cleanPath("../a")).toBeUndefined();
  for (const path of ["../Dockerfile", "/etc/passwd", "a/../../b", ".", "a\0b"])
    expect(() => dockerfilePath(path)).toThrow(DockerError);
});
