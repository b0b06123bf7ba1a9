// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Dockerfiles write their variables so
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DockerError, notFound } from "../errors";
import { readIndependently } from "./agree";
import { logicalLines } from "./lines";
import { rewrite, type Wishes } from "./rewrite";

const id = (letter: string) => `sha256:${letter.repeat(64)}`;
const images: Readonly<Record<string, string>> = {
  busybox: id("a"),
  "busybox:1.37": id("b"),
  "moi/app": id("c"),
};
const cacheKey = 'escale.cache="0123"';

const wishes = (more: Partial<Wishes> = {}): Wishes => ({
  buildArgs: new Map(),
  labels: new Map(),
  target: "",
  cacheKey,
  resolve: async (name) => {
    const found = images[name];
    if (found === undefined) throw notFound(`absent: ${name}`);
    return { id: found, triggers: [], own: true };
  },
  ...more,
});
const run = (text: string, more: Partial<Wishes> = {}) => rewrite(Buffer.from(text), wishes(more));
/** Without the steps that are ours. */
const shown = async (text: string, more: Partial<Wishes> = {}) =>
  (await run(text, more)).text
    .trim()
    .split("\n")
    .filter((line) => !line.includes(cacheKey));

describe("base images", () => {
  test("each is an ID, each stage has a name of ours, and the cache key follows each image", async () => {
    expect(
      (await run("FROM busybox AS b\nRUN x\nFROM b\nFROM scratch\nCOPY --from=b /a /")).text,
    ).toBe(
      [
        `FROM ${id("a")} AS stage0`,
        `LABEL ${cacheKey}`,
        "RUN x",
        "FROM stage0 AS stage1",
        "FROM scratch AS stage2",
        `LABEL ${cacheKey}`,
        "COPY --from=0 /a /",
        "",
      ].join("\n"),
    );
  });

  test.each([
    ["a variable", "ARG B=busybox\nFROM $B"],
    ["a composed one", "ARG B=busy\nARG E=box\nFROM ${B}${E}"],
    ["one variable in another", "ARG B=box\nARG E=busy$B\nFROM $E"],
    ["a default in place", "FROM ${NOTHING:-busybox}"],
    ["quotes", 'FROM "busybox"'],
    ["a continuation", "FROM \\\n# mine\n\n  busybox"],
    ["CRLF and a byte order mark", "\ufeffFROM busybox\r\n"],
    ["another escape", "# escape=`\nFROM `\nbusybox"],
    ["lower case", "from busybox as X"],
  ])("%s", async (_what, text) => {
    expect((await shown(text)).find((line) => line.startsWith("FROM"))).toBe(
      `FROM ${id("a")} AS stage0`,
    );
  });

  test("--build-arg decides, before the file's own default", async () => {
    const buildArgs = new Map([["T", "1.37"]]);
    expect(await shown("ARG T=none\nFROM busybox:$T", { buildArgs })).toContain(
      `FROM ${id("b")} AS stage0`,
    );
  });

  test("a stage's name shadows an image, only after it", async () => {
    expect(await shown("FROM busybox AS moi\nFROM moi\nCOPY --from=moi / /")).toEqual([
      `FROM ${id("a")} AS stage0`,
      "FROM stage0 AS stage1",
      "COPY --from=0 / /",
    ]);
    await expect(run("FROM later\nFROM busybox AS later")).rejects.toThrow("absent: later");
  });

  test("COPY --from an image is its ID, whatever surrounds it", async () => {
    expect(await shown("FROM busybox\nCOPY --chown=1:1 --from=moi/app \\\n /a /b")).toContain(
      `COPY --from=${id("c")} --chown=1:1 /a /b`,
    );
  });

  test.each([
    "FROM busybox\nCOPY --from=secret /a /b",
    "FROM busybox\nCOPY --from=$X /a /b",
    'FROM busybox\nCOPY --from="moi/app" /a /b',
    "FROM busybox\nCOPY --from=moi\\/app /a /b",
    "FROM busybox\nCOPY --from=5 /a /b",
    "FROM busybox AS me\nCOPY --from=me /a /b",
    "FROM busybox\nCOPY --from=busybox --from=moi/app /a /b",
    "FROM busybox\nCOPY --from=busybox\u00a0x /a /b",
    "FROM busybox\u00a0",
    "FROM --platform=linux/amd64 busybox",
    "FROM busybox AS a AS b",
    "FROM busybox AS 1a",
    "FROM busybox AS a\nFROM busybox AS A",
    "FROM $NOTHING",
    "FROM ${busybox",
    "RUN x",
    "",
    "# only a comment",
    "FROM busybox\nRUN echo \\\\",
    "FROM busybox\nRUN a\u0000b",
    "FROM busybox\nRUN a\rFROM secret",
    "FROM busybox\nR\u0055N\u00a0x",
    "FROM busybox\nFRОM secret",
  ])("refuses %j", async (text) => {
    const answer = await run(text).catch((error: unknown) => error);
    // a no-break space at the end of a line is trimmed, as the builder does
    if (text === "FROM busybox\u00a0") return expect(answer).toHaveProperty("text");
    expect(answer).toBeInstanceOf(DockerError);
  });
});

describe("what reaches further than the learner's own", () => {
  test.each([
    "# syntax=docker/dockerfile:1\nFROM busybox",
    "#syntax = evil/frontend\nFROM busybox",
    "# escape=\\\n# syntax=x\nFROM busybox",
    "FROM busybox\nADD http://127.0.0.1/x /",
    'FROM busybox\nADD ["https://x/y", "/"]',
    'FROM busybox\nADD ["\\u0068ttp://x/y", "/"]',
    "ARG U=http://x\nFROM busybox\nARG U\nADD $U /",
    'FROM busybox\nADD ht"tp"://x /',
    "FROM busybox\nADD git@github.com:x/y.git /",
    "FROM busybox\nONBUILD ADD http://x /",
    "FROM busybox\nONBUILD COPY --from=busybox /a /",
    "FROM busybox\nONBUILD FROM busybox",
    "FROM busybox\nONBUILD ONBUILD RUN x",
    "FROM busybox\nONBUILD LABEL escale.workspace=b",
    "FROM busybox\nLABEL escale.workspace=b",
    "FROM busybox\nLABEL a=b escale.role=workstation",
    "FROM busybox\nLABEL ESCALE.cache=x",
    'FROM busybox\nLABEL "escale.cache"=x',
    "FROM busybox\nLABEL 'escale.cache'=x",
    "FROM busybox\nLABEL esc\\ale.cache=x",
    'FROM busybox\nLABEL es"cale".cache=x',
    "FROM busybox\nENV E=escale\nLABEL $E.cache=x",
    "FROM busybox\nLABEL ${E}cale.cache=x",
    "FROM busybox\nLABEL escale.cache x",
    "# escape=`\nFROM busybox\nLABEL a=b\\ escale.cache=x",
    "FROM busybox\nLABEL \\\n  escale.cache=x",
    "FROM busybox\nRUN --mount=type=bind,from=secret x",
    "FROM busybox\nRUN --security=insecure x",
    "FROM busybox\nCOPY --chmod=777 a b",
    "FROM busybox\nCOPY <<EOF /a\nx\nEOF",
    "FROM busybox\nRUN <<EOF\nFROM secret\nEOF",
    "FROM busybox\nHEALTHCHECK --interval=1ms CMD true",
    "FROM busybox\nHEALTHCHECK --interval=0.1s CMD true",
  ])("refuses %j", async (text) => {
    await expect(run(text)).rejects.toBeInstanceOf(DockerError);
  });

  test.each([
    "FROM busybox\nADD app.tar.gz $HOME/",
    "FROM busybox\nADD a b /dir/",
    'FROM busybox\nLABEL "com.example.a"="b c" d=e',
    "FROM busybox\nLABEL maintainer Zoé <zoe@example.org>",
    "FROM busybox\nRUN echo $((1<<2)) && cat < /etc/passwd",
    "FROM busybox\nHEALTHCHECK --interval=30s --retries=2 CMD true",
    "FROM busybox\nONBUILD RUN x",
  ])("allows %j", async (text) => {
    expect((await shown(text)).slice(1)).toEqual(text.split("\n").slice(1));
  });

  test("triggers of a base image are checked, and refused of one that is not the tenant's", async () => {
    const base = (triggers: string[], own: boolean) => ({
      resolve: async () => ({ id: id("a"), triggers, own }),
    });
    expect(await shown("FROM x", base(["RUN y"], true))).toHaveLength(1);
    await expect(run("FROM x", base(["RUN y"], false))).rejects.toThrow("ONBUILD");
    for (const trigger of [
      "LABEL escale.cache=x",
      "ADD http://x /",
      "COPY --from=s / /",
      "RUN x\nFROM y",
    ])
      await expect(run("FROM x", base([trigger], true))).rejects.toBeInstanceOf(DockerError);
  });
});

test("--target stops there, and --label comes last, meaning what was given", async () => {
  const text = "FROM busybox AS a\nRUN x\nFROM busybox AS b\nRUN y\nFROM secret";
  const labels = new Map([["k", 'a"b$c\\d`e']]);
  expect(await shown(text, { target: "B", labels })).toEqual([
    `FROM ${id("a")} AS stage0`,
    "RUN x",
    `FROM ${id("a")} AS stage1`,
    "RUN y",
    'LABEL "k"="a\\"b\\$c\\\\d`e"',
  ]);
  await expect(run(text, { target: "none" })).rejects.toThrow("build target none");
});

test("the steps are the engine's, of which the learner's are shown as they wrote them", async () => {
  const { steps } = await run("FROM busybox\nRUN a \\\n  b");
  expect(steps).toEqual([
    { engine: `FROM ${id("a")} AS stage0`, shown: "FROM busybox" },
    { engine: `LABEL ${cacheKey}`, shown: undefined },
    { engine: "RUN a   b", shown: "RUN a   b" },
  ]);
});

describe("generated", () => {
  const word = fc.stringMatching(/^[a-z0-9/.=_-]{1,12}$/).filter((text) => !text.startsWith("-"));
  const rest = fc.array(word, { minLength: 2, maxLength: 5 });
  const keyword = fc.constantFrom(
    "RUN",
    "COPY",
    "ENV",
    "WORKDIR",
    "USER",
    "EXPOSE",
    "CMD",
    "ENTRYPOINT",
    "VOLUME",
  );
  const instruction = fc.tuple(keyword, rest);
  const gap = fc.constantFrom(" ", "  ", "\t");
  const broken = (mark: string) =>
    fc.constantFrom(
      ` ${mark}\n`,
      `${mark}  \n  `,
      ` ${mark}\n# note ${mark}\n  `,
      ` ${mark}\n\n  `,
    );

  test("a file reads as the same instructions, wherever its lines are broken", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(instruction, { minLength: 1, maxLength: 8 }),
        fc.constantFrom("\\", "`"),
        fc.boolean(),
        fc.boolean(),
        fc.gen(),
        async (list, mark, crlf, bom, pick) => {
          const lines = list.map(([name, words]) =>
            words.reduce(
              (line, each) =>
                `${line}${pick(fc.boolean) ? pick(() => gap) : ` ${pick(() => broken(mark))}`}${each}`,
              pick(fc.boolean) ? name : name.toLowerCase(),
            ),
          );
          const text = [
            ...(mark === "`" ? ["# escape=`"] : []),
            "# first",
            "FROM busybox",
            ...lines.flatMap((line) => (pick(fc.boolean) ? [line, "", "# between"] : [line])),
          ].join("\n");
          const given = (bom ? "\ufeff" : "") + (crlf ? text.replaceAll("\n", "\r\n") : text);
          const { text: written, steps } = await run(given);
          expect(steps.slice(2).map((step) => step.engine.split(/[ \t]+/))).toEqual(
            list.map(([name, words]) => [name, ...words]),
          );
          expect(readIndependently(written).map((read) => read.keyword)).toEqual(
            readIndependently(text).flatMap((read) =>
              read.keyword === "FROM" ? ["FROM", "LABEL"] : [read.keyword],
            ),
          );
          expect(logicalLines(Buffer.from(written)).lines.map((line) => line.text)).toEqual(
            steps.map((step) => step.engine),
          );
        },
      ),
      { numRuns: 300 },
    );
  });

  const nasty = fc.constantFrom(
    "FROM ",
    "from ",
    "secret",
    "busybox",
    "moi/app",
    " AS a",
    " as busybox",
    "COPY --from=",
    "COPY ",
    "ONBUILD ",
    "ARG ",
    "X=secret",
    "$X",
    "${X}",
    "${X:-secret}",
    "\\",
    "`",
    "\n",
    "\r\n",
    "\r",
    " ",
    "\t",
    "# escape=`\n",
    "# escape=\\\n",
    "#",
    "<<EOF",
    "EOF",
    '"',
    "'",
    "[",
    "]",
    "\u00a0",
    "\ufeff",
    "\u0085",
    "\v",
    "RUN ",
    "LABEL ",
    "escale.cache=x",
    "ADD ",
    "http://x ",
    "--",
    "0",
  );
  /**
   * The names that a LABEL line gives, split as the engine does (moby buildkit, parseWords): a quote
   * anywhere in a word goes on to its like, or to the end of the line.
   */
  const labelNames = (line: string): string[] => {
    const rest = /^LABEL\s+(.*)$/i.exec(line)?.[1] ?? "";
    const words = rest.match(/(?:\\.|'[^']*(?:'|$)|"(?:\\.|[^"\\])*(?:"|$)|[^\s'"\\]|\\$)+/g) ?? [];
    return words.map((word) => (word.split("=", 1)[0] ?? "").replace(/["'\\]/g, ""));
  };

  test("whatever is thrown at it, the engine is told of known images alone", async () => {
    const allowed = new Set([...Object.values(images), "scratch"]);
    await fc.assert(
      fc.asyncProperty(fc.array(nasty, { maxLength: 30 }), async (parts) => {
        const text = `FROM busybox\n${parts.join("")}`;
        for (const source of [text, parts.join("")]) {
          const result = await run(source).catch((error: unknown) => error);
          if (result instanceof DockerError) continue;
          if (result instanceof Error) throw result;
          const { text: written } = await run(source);
          for (const line of written.split("\n")) {
            const from =
              /^\s*FROM\s+(\S+)/i.exec(line)?.[1] ??
              /^\s*COPY\s+(?:--\S+\s+)*?--from=(\S+)/i.exec(line)?.[1];
            if (from === undefined || /^(stage)?\d+$/.test(from)) continue;
            expect(allowed, source).toContain(from);
          }
          const labels = written
            .split("\n")
            .filter((line) => labelNames(line).some((name) => /^escale\./i.test(name)));
          for (const line of labels) expect(line).toBe(`LABEL ${cacheKey}`);
        }
      }),
      { numRuns: 3000 },
    );
  });
});
