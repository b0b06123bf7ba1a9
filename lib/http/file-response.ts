/** A file made here, to be saved and never shown by our origin. */
import { attachment, inertHeaders } from "@/lib/files/streams";

export const fileResponse = (body: string | Uint8Array<ArrayBuffer>, type: string, name: string) =>
  new Response(body, {
    headers: {
      ...inertHeaders,
      "content-type": type,
      "content-disposition": attachment(name),
    },
  });
