/** What is in a folder: bounded, and by names that can be asked for again. */
import { lstatSync, type Stats } from "node:fs";
import { opendir } from "node:fs/promises";
import { type FileEntry, type FolderList, isPlainName, maxEntries } from "@/lib/protocol/files";
import { isErrno } from "../gateway/files/errno";
import { isDraft } from "./draft";
import { type Home, withFolder } from "./place";

/** All names of one answer together, bytes: far below what web takes of an answer. */
const maxNamesBytes = 256 * 1024;

export function listFolder(home: Home, path: string): Promise<FolderList> {
  return withFolder(home, path, async (descriptor) => {
    const list: FolderList = { entries: [], more: false, unnamed: 0 };
    const at = `/proc/self/fd/${descriptor}`;
    let bytes = 0;
    for await (const { name } of await opendir(at, { bufferSize: 64 })) {
      if (!isPlainName(name)) {
        list.unnamed += 1;
      } else {
        const entry = entryOf(`${at}/${name}`, name);
        if (entry === "gone") continue;
        // a name that is not UTF-8 was read as another one
        if (entry === "unnamed") list.unnamed += 1;
        else list.entries.push(entry);
      }
      bytes += Buffer.byteLength(name);
      list.more =
        list.entries.length >= maxEntries || list.unnamed >= maxEntries || bytes > maxNamesBytes;
      if (list.more) break;
    }
    return list;
  });
}

function entryOf(at: string, name: string): FileEntry | "gone" | "unnamed" {
  let stat: Stats;
  try {
    stat = lstatSync(at);
  } catch (error) {
    if (isErrno(error, "ENOENT")) return name.includes("\ufffd") ? "unnamed" : "gone";
    throw error;
  }
  if (isDraft(name, stat)) return "gone";
  return { name, kind: kindOf(stat), size: stat.size, modified: stat.mtimeMs };
}

function kindOf(stat: Stats): FileEntry["kind"] {
  if (stat.isFile()) return "file";
  if (stat.isDirectory()) return "folder";
  return stat.isSymbolicLink() ? "link" : "other";
}
