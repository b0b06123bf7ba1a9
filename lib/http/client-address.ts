/**
 * Who is calling, for rate limits only. The custom server alone sets this header, on each request,
 * replacing whatever the browser sent (server/client-address.ts).
 */
export const clientAddressHeader = "x-escale-client";

export const clientAddress = (headers: Headers): string =>
  headers.get(clientAddressHeader) ?? "unknown";
