/** Archives as docker cp, build, import and load send them, and what an attacker makes of them. */
import { Readable } from "node:stream";
import fc from "fast-check";
import { type Header, pack } from "tar-stream";
import { image, junk, rarely } from "./pieces";

export interface Member {
  name: string;
  type: NonNullable<Header["type"]>;
  /** a template */
  content: string;
  linkname: string;
  mode: number;
}

/** What is done to the archive's bytes: one changed, or the end cut off. Parts of 1000. */
export interface Damage {
  flip: number | null;
  cut: number | null;
}

export interface Archive {
  members: Member[];
  damage: Damage;
}

const member = (fields: Partial<Member> & { name: string }): Member => ({
  type: "file",
  content: "",
  linkname: "",
  mode: 0o644,
  ...fields,
});

const types = fc.constantFrom<Member["type"][]>(
  ...([
    "file",
    "directory",
    "symlink",
    "link",
    "fifo",
    "character-device",
    "block-device",
  ] as const),
);
const memberName = fc.oneof(
  fc.constantFrom("a", "b/c", "../x", "/abs", "./y", "lien/z", ".wh.a", "x".repeat(120), "é"),
  junk,
);
const anyMember: fc.Arbitrary<Member> = fc.record({
  name: memberName.map((name) => name || "vide"),
  type: types,
  content: fc.oneof(fc.constant("{{b.workspace}}"), junk),
  linkname: fc.constantFrom("a", "/", "/etc/passwd", "../../..", "/proc/1/root"),
  mode: fc.constantFrom(0o644, 0o4755, 0o1777, 0),
});

const line = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      ...["COPY a /a", "COPY . /d", "ENV A=b", "LABEL a=b", "WORKDIR /t", "ARG IMAGE", "CMD true"],
      ...["ADD a /x", "USER 0", "EXPOSE 80", "VOLUME /v", 'SHELL ["/bin/sh","-c"]', "# x", ""],
      ...["ONBUILD RUN true", "HEALTHCHECK NONE", "STOPSIGNAL TERM", "COPY a \\\n /b", "RUN true"],
    ),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      ...[
        "LABEL escale.role=x",
        "ADD http://127.0.0.1/x /x",
        "RUN --mount=type=bind x",
        "COPY ../a /",
      ],
      ...["RUN <<E\nid\nE", "ONBUILD COPY --from={{b.image}} / /x", "FROM", "ARG", "MAINTAINER x"],
      ...["COPY --chown=0:0 a /", "ADD --checksum=x a /", "COPY --from=$A / /", "FROM $IMAGE"],
    ),
  },
  { weight: 1, arbitrary: junk },
  { weight: 2, arbitrary: image.map((name) => `COPY --from=${name} / /autre`) },
  { weight: 1, arbitrary: image.map((name) => `FROM ${name} AS deux`) },
);
const directive = fc.constantFrom(
  "",
  "",
  "",
  "# escape=`\n",
  "# syntax=docker/dockerfile:1\n",
  "\ufeff",
);
const dockerfile = fc
  .tuple(directive, image, fc.array(line, { maxLength: 5 }))
  .map(([first, base, lines]) => [`${first}FROM ${base} AS un`, ...lines, ""].join("\n"));

const damage: fc.Arbitrary<Damage> = fc.record({
  flip: rarely(fc.nat(999)),
  cut: rarely(fc.nat(999)),
});
const archive = (members: fc.Arbitrary<Member[]>): fc.Arbitrary<Archive> =>
  fc.record({ members, damage });

export const files = archive(fc.array(anyMember, { maxLength: 4 }));
export const context = archive(
  fc
    .tuple(dockerfile, fc.array(anyMember, { maxLength: 2 }))
    .map(([content, rest]) => [
      member({ name: "a", content: "a" }),
      member({ name: "Dockerfile", content }),
      ...rest,
    ]),
);

const digest = "{{b.layer}}";
const config = fc.constantFrom(
  `{"architecture":"amd64","os":"linux","config":{},"rootfs":{"type":"layers","diff_ids":["sha256:${digest}"]}}`,
  '{"architecture":"amd64","os":"linux","config":{"Labels":{"escale.workspace":"{{b.workspace}}"}},"rootfs":{"type":"layers","diff_ids":[]}}',
  "{}",
);
const manifest = fc.constantFrom(
  '[{"Config":"c.json","RepoTags":["neuf:charge"],"Layers":["l/layer.tar"]}]',
  '[{"Config":"c.json","RepoTags":["escale/catalogue/busybox:latest"],"Layers":[]}]',
  '[{"Config":"../c.json","RepoTags":null,"Layers":["l/layer.tar","l/layer.tar"]}]',
  "[]",
);
export const saved = archive(
  fc
    .tuple(config, manifest, fc.array(anyMember, { maxLength: 2 }))
    .map(([first, second, rest]) => [
      member({ name: "c.json", content: first }),
      member({ name: "manifest.json", content: second }),
      member({ name: "l/layer.tar", content: "\0".repeat(1024) }),
      ...rest,
    ]),
);

/** The archive's bytes; `fill` gives each content its last shape. */
export async function archiveBytes(
  { members, damage: { flip, cut } }: Archive,
  fill: (template: string) => string,
): Promise<Buffer> {
  const writer = pack();
  const chunks: Buffer[] = [];
  const whole = new Promise<void>((resolve, reject) => {
    Readable.from(writer)
      .on("data", (chunk: Buffer) => chunks.push(chunk))
      .on("end", resolve);
    writer.on("error", reject);
  });
  for (const { name, type, content, linkname, mode } of members) {
    const header = {
      name,
      type,
      mode,
      uid: 0,
      gid: 0,
      mtime: new Date(0),
      devmajor: 1,
      devminor: 3,
    };
    if (type === "file") writer.entry(header, fill(content));
    else writer.entry({ ...header, linkname });
  }
  writer.finalize();
  await whole;
  const bytes = Buffer.concat(chunks);
  if (flip !== null) {
    const at = Math.floor((flip * bytes.length) / 1000);
    bytes[at] = (bytes[at] ?? 0) ^ 0x55;
  }
  return cut === null ? bytes : bytes.subarray(0, Math.floor((cut * bytes.length) / 1000));
}
