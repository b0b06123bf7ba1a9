/**
 * A list's file as text. French Excel writes UTF-8 with a byte order mark, or Windows-1252 without
 * saying so: what is not UTF-8 is read as that.
 */
import { maxListLength } from "@/lib/protocol/classroom";

export async function readListFile(file: Blob): Promise<string> {
  // no character is longer than four bytes
  const bytes = await file.slice(0, 4 * maxListLength).arrayBuffer();
  return decodeList(bytes);
}

export function decodeList(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    // the decoder throws for nothing else
    return new TextDecoder("windows-1252").decode(bytes);
  }
}
