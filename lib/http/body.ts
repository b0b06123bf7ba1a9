/** Reading what the browser sent: small, JSON, and of exactly the shape expected. */
import type { z } from "zod";
import { EscaleError } from "@/lib/protocol/errors";

/** Only files are longer, where a route says so. */
export const maxBodyBytes = 16 * 1024;

const refuse = (reason: string) =>
  new EscaleError("bad_request", `Cette demande n’a pas été comprise : ${reason}.`);

/**
 * The body's bytes, whatever length it claims to have. Throws EscaleError bad_request beyond
 * `maxBytes`.
 */
export async function readBytes(request: Request, maxBytes: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body?.getReader();
  while (reader) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.byteLength;
    if (size > maxBytes) {
      await reader.cancel();
      throw refuse("elle est trop longue");
    }
    chunks.push(value);
  }
  return Buffer.concat(chunks);
}

/** The body as text. Throws EscaleError bad_request beyond `maxBytes`, or when it is not UTF-8. */
export async function readText(request: Request, maxBytes = maxBodyBytes): Promise<string> {
  const bytes = await readBytes(request, maxBytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    throw new EscaleError(
      "bad_request",
      "Cette demande n’a pas été comprise : elle n’est pas en UTF-8.",
      {
        cause: error,
      },
    );
  }
}

/**
 * The body, checked. A form of another site can send text/plain or urlencoded without asking the
 * browser's leave, but not application/json (Fetch, CORS-safelisted request headers).
 */
export async function readJson<T>(
  request: Request,
  schema: z.ZodType<T>,
  maxBytes = maxBodyBytes,
): Promise<T> {
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== "application/json") throw refuse("du JSON est attendu");
  const text = await readText(request, maxBytes);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new EscaleError(
      "bad_request",
      "Cette demande n’a pas été comprise : ce JSON est mal formé.",
      {
        cause: error,
      },
    );
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw refuse("son contenu n’a pas la forme attendue");
  return parsed.data;
}
