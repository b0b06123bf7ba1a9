/**
 * A starting point as part of an address: JSON, deflated (zlib, RFC 1950, whose checksum tells a link
 * that was cut or changed on its way), in base64url behind the number of this format. It stands in
 * the fragment, which no browser sends to any server.
 */
import { type Start, startSchema } from "./start";

/** Longest code, characters: what chats and mail programs still pass on as one link. */
export const maxCodeLength = 8_000;
/** Most that a code may unfold to, bytes: twice what the schema can hold, and no bomb. */
const maxBytes = 256 * 1024;

const format = "1.";

/** What may stand behind `#depart=`: one of ours by its name, or a code. */
export const isCode = (value: string): boolean => value.startsWith(format);

/** The code, however long it is; the caller compares with `maxCodeLength`. */
export async function encodeStart(start: Start): Promise<string> {
  const packed = new Blob([JSON.stringify(startSchema.parse(start))])
    .stream()
    .pipeThrough(new CompressionStream("deflate"));
  const bytes = new Uint8Array(await new Response(packed).arrayBuffer());
  return format + base64url(bytes);
}

export type Decoded =
  | { readonly start: Start }
  /** `damaged`: cut or changed on its way; `refused`: whole, and no starting point */
  | { readonly problem: "damaged" | "refused" };

/** Never throws for what a link holds. */
export async function decodeStart(code: string): Promise<Decoded> {
  if (!isCode(code) || code.length > maxCodeLength) return { problem: "refused" };
  let text: string | null;
  try {
    text = await unpacked(fromBase64url(code.slice(format.length)));
  } catch {
    // whatever the browser says of it (TypeError, InvalidCharacterError), the link is not whole
    return { problem: "damaged" };
  }
  const read = text === null ? null : startSchema.safeParse(jsonOrNull(text));
  return read?.success ? { start: read.data } : { problem: "refused" };
}

/** Null beyond `maxBytes`. */
async function unpacked(bytes: Uint8Array<ArrayBuffer>): Promise<string | null> {
  const reader = new Blob([bytes])
    .stream()
    .pipeThrough(new DecompressionStream("deflate"))
    .getReader();
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let length = 0;
  let text = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    length += value.length;
    if (length > maxBytes) {
      await reader.cancel();
      return null;
    }
    text += decoder.decode(value, { stream: true });
  }
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function base64url(bytes: Uint8Array): string {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

const fromBase64url = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (char) =>
    char.charCodeAt(0),
  );
