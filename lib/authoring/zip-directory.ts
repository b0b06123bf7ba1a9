/**
 * The directory of a zip (APPNOTE.TXT 6.3.10, §4.3): what it says that it holds, before anything of it
 * is unpacked. A zip of ours needs little of the format; what goes beyond is refused.
 */
import { EscaleError } from "@/lib/protocol/errors";
import { shown } from "./files";

export interface ZipEntry {
  name: string;
  /** 0: as it is, 8: deflated */
  method: number;
  crc: number;
  packed: number;
  size: number;
  /** of its local header */
  offset: number;
}

export const notZip = () =>
  new EscaleError("bad_request", "Ce fichier n’est pas une archive zip, ou elle est abîmée.");
const refuse = (message: string) => new EscaleError("bad_request", message);

const endSize = 22;
const headerSize = 46;
const localSize = 30;
const typeMask = 0o170000;
const symbolicLink = 0o120000;
const plainFile = 0o100000;
const folder = 0o040000;

/** Files alone, at most `most` of them. Throws EscaleError bad_request. */
export function readDirectory(zip: Buffer, most: number): ZipEntry[] {
  const end = zip.lastIndexOf("PK\x05\x06", undefined, "latin1");
  if (end < 0 || end + endSize > zip.length) throw notZip();
  const count = zip.readUInt16LE(end + 10);
  // the rest are folders, and what some systems add
  if (count > 4 * most)
    throw refuse(`Cette archive contient trop de fichiers\u00a0: ${most} au plus.`);
  const entries: ZipEntry[] = [];
  let at = zip.readUInt32LE(end + 16);
  for (let n = 0; n < count; n++) {
    if (at + headerSize > end || zip.toString("latin1", at, at + 4) !== "PK\x01\x02")
      throw notZip();
    const nameEnd = at + headerSize + zip.readUInt16LE(at + 28);
    if (nameEnd > end) throw notZip();
    const name = nameOf(zip.subarray(at + headerSize, nameEnd));
    if (zip.readUInt16LE(at + 8) & 1)
      throw refuse("Cette archive est protégée par un mot de passe.");
    const type = (zip.readUInt32LE(at + 38) >>> 16) & typeMask;
    if (type === symbolicLink)
      throw refuse(`${shown(name)} est un lien symbolique\u00a0: une leçon n’en contient pas.`);
    if (type !== 0 && type !== plainFile && type !== folder)
      throw refuse(`${shown(name)} n’est pas un fichier ordinaire.`);
    const method = zip.readUInt16LE(at + 10);
    if (method !== 0 && method !== 8)
      throw refuse(
        "Cette archive est compressée d’une manière inconnue ici. Recréez-la en zip ordinaire.",
      );
    if (!name.endsWith("/") && !isClutter(name))
      entries.push({
        ...{ name, method, crc: zip.readUInt32LE(at + 16), packed: zip.readUInt32LE(at + 20) },
        ...{ size: zip.readUInt32LE(at + 24), offset: zip.readUInt32LE(at + 42) },
      });
    at = nameEnd + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  if (entries.length > most)
    throw refuse(`Cette archive contient trop de fichiers\u00a0: ${most} au plus.`);
  return entries;
}

/** Where its packed bytes are. Throws EscaleError bad_request. */
export function packedBytes(zip: Buffer, { offset, packed }: ZipEntry): Buffer {
  if (offset + localSize > zip.length) throw notZip();
  if (zip.toString("latin1", offset, offset + 4) !== "PK\x03\x04") throw notZip();
  const start = offset + localSize + zip.readUInt16LE(offset + 26) + zip.readUInt16LE(offset + 28);
  if (start + packed > zip.length) throw notZip();
  return zip.subarray(start, start + packed);
}

function nameOf(bytes: Buffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    throw new EscaleError("bad_request", "Un nom de fichier de cette archive n’est pas en UTF-8.", {
      cause: error,
    });
  }
}

/** What macOS and Windows put into archives unasked. */
const isClutter = (name: string): boolean =>
  /(^|\/)(__MACOSX\/|\.DS_Store$|Thumbs\.db$|desktop\.ini$)/.test(name);
