/** A lesson as a zip of its folder, the same that the course is written in: taken away, brought in. */
import { crc32, inflateRawSync } from "node:zlib";
import { strToU8, zipSync } from "fflate";
import { authoringLimits, lessonFile } from "@/lib/protocol/authoring";
import { EscaleError } from "@/lib/protocol/errors";
import { checkAmount, cleanPath, cleanText, type LessonFiles, shown } from "./files";
import { notZip, packedBytes, readDirectory, type ZipEntry } from "./zip-directory";

const refuse = (message: string) => new EscaleError("bad_request", message);

export const zipOf = (files: LessonFiles): Uint8Array<ArrayBuffer> =>
  new Uint8Array(
    zipSync(
      Object.fromEntries(Object.entries(files).map(([path, text]) => [path, strToU8(text)])),
      // the same files make the same zip
      { mtime: "2026-01-01T00:00:00" },
    ),
  );

/**
 * What is in it, each file looked at as if it had been typed. A folder around everything is left out.
 * Throws EscaleError bad_request, payload_too_large: nothing of a zip is taken when something is wrong.
 */
export function filesOfZip(bytes: Uint8Array): LessonFiles {
  const zip = Buffer.from(bytes);
  const { files: most, fileBytes, lessonBytes } = authoringLimits;
  const entries = readDirectory(zip, most);
  const total = entries.reduce((sum, { size }) => sum + size, 0);
  const tooLarge = entries.find(({ size }) => size > fileBytes);
  if (tooLarge || total > lessonBytes)
    throw new EscaleError(
      "payload_too_large",
      tooLarge
        ? `${shown(tooLarge.name)} est trop long\u00a0: ${fileBytes / 1024}\u00a0Kio au plus par fichier.`
        : `Cette archive est trop volumineuse\u00a0: ${lessonBytes / 1024}\u00a0Kio au plus une fois ouverte.`,
    );
  const around = folderAround(entries);
  const files: Record<string, string> = {};
  for (const entry of entries) {
    if (/\\|^\/|(^|\/)\.\.(\/|$)|^[A-Za-z]:/.test(entry.name))
      throw refuse(`${shown(entry.name)} sort du dossier de la leçon.`);
    const path = cleanPath(entry.name.slice(around.length));
    if (Object.hasOwn(files, path)) throw refuse(`${shown(path)} est deux fois dans l’archive.`);
    files[path] = cleanText(path, textOf(unpacked(zip, entry), path));
  }
  if (files[lessonFile] === undefined)
    throw refuse("Cette archive n’est pas une leçon\u00a0: il lui manque lesson.mdx.");
  checkAmount(files);
  return files;
}

/** `ma-lecon/`, when all is within it. */
function folderAround(entries: readonly ZipEntry[]): string {
  const [first = ""] = /^[^/]+\//.exec(entries[0]?.name ?? "") ?? [];
  const within = entries.every(({ name }) => name.startsWith(first));
  return within && first !== "exercises/" ? first : "";
}

/** Never more than it said that it holds. */
function unpacked(zip: Buffer, entry: ZipEntry): Buffer {
  const packed = packedBytes(zip, entry);
  const bytes = entry.method === 0 ? packed : inflated(packed, entry.size);
  if (bytes.length !== entry.size || crc32(bytes) !== entry.crc) throw notZip();
  return bytes;
}

function inflated(packed: Buffer, size: number): Buffer {
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, size) });
  } catch (error) {
    throw new EscaleError("bad_request", notZip().message, { cause: error });
  }
}

function textOf(bytes: Buffer, path: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    throw new EscaleError("bad_request", `${shown(path)} n’est pas du texte en UTF-8.`, {
      cause: error,
    });
  }
}
