/**
 * A tar archive written anew, member by member: files, folders and links pass with their name,
 * mode, owner and time; devices, pipes and extended attributes (file capabilities among them)
 * do not, since the engine extracts as the host's root (CVE-2019-14271 shows how that can go).
 */
import type { Readable } from "node:stream";
import { extract, type Header, pack } from "tar-stream";
import { badRequest, DockerError } from "../errors";
import { messages } from "../messages";
import { bareMember, copyMember, readPacked } from "./tar-members";

const passing: ReadonlySet<string> = new Set(["file", "directory", "symlink", "link"]);
/** An archive of more members than this would cost the engine's disk its inodes. */
const maxMembers = 100_000;

export interface RebuiltTar {
  tar: Readable;
  /** why the archive was refused on its way, once it was */
  failure(): DockerError | undefined;
}

/** `maxBytes` bounds the content of all files together. */
export function rebuildTar(source: Readable, maxBytes: number): RebuiltTar {
  const reader = extract();
  const writer = pack();
  let failed: DockerError | undefined;
  let bytes = 0;
  let members = 0;
  const refuse = (error: DockerError) => {
    failed ??= error;
    writer.destroy(error);
    source.unpipe(reader);
    source.resume();
    reader.destroy();
  };
  reader.on("entry", (header, content, next) => {
    bytes += header.size ?? 0;
    members += 1;
    if (!passing.has(header.type ?? "file"))
      return refuse(badRequest(messages.archiveMember(header.name.slice(0, 100))));
    if (bytes > maxBytes || members > maxMembers)
      return refuse(new DockerError(413, messages.archiveTooLarge(maxBytes)));
    const rebuilt = rebuildHeader(header);
    if (rebuilt.type !== "file") content.resume();
    const written =
      rebuilt.type === "file" ? copyMember(writer, rebuilt, content) : bareMember(writer, rebuilt);
    written.then(
      () => next(),
      () => refuse(badRequest(messages.archiveBroken)),
    );
  });
  reader.on("finish", () => writer.finalize());
  reader.on("error", () => refuse(badRequest(messages.archiveBroken)));
  source.on("error", () => refuse(badRequest(messages.archiveBroken)));
  source.on("aborted", () => refuse(badRequest(messages.archiveBroken)));
  source.pipe(reader);
  return { tar: readPacked(writer), failure: () => failed };
}

function rebuildHeader(header: Header) {
  return {
    name: header.name,
    type: header.type ?? "file",
    mode: (header.mode ?? 0o644) & 0o7777,
    uid: header.uid ?? 0,
    gid: header.gid ?? 0,
    size: header.size ?? 0,
    mtime: header.mtime ?? new Date(0),
    ...(header.linkname && { linkname: header.linkname }),
  };
}
