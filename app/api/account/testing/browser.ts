/** A browser for tests of route handlers: it keeps cookies, and calls from an address of its own. */
import { clientAddressHeader } from "@/lib/http/client-address";
import { errorBodySchema } from "@/lib/protocol/errors";

export const origin = "http://localhost:3000";

export type Handler = (request: Request) => Promise<Response>;

let addresses = 0;

export class Browser {
  readonly cookies = new Map<string, string>();
  readonly #address: string;
  readonly #agent: string;

  /** @param address its network; one of its own unless it is named */
  constructor(
    address = `198.51.${Math.floor(addresses / 250)}.${(addresses++ % 250) + 1}`,
    agent = "",
  ) {
    this.#address = address;
    this.#agent = agent;
  }

  async send(
    handler: Handler,
    path: string,
    { method = "POST", body, headers = {} }: SendOptions = {},
  ): Promise<Response> {
    const cookie = [...this.cookies].map((pair) => pair.join("=")).join("; ");
    const response = await handler(
      new Request(`${origin}${path}`, {
        method,
        headers: {
          host: new URL(origin).host,
          [clientAddressHeader]: this.#address,
          "user-agent": this.#agent,
          ...(method === "GET" ? {} : { origin, "sec-fetch-site": "same-origin" }),
          ...(body === undefined ? {} : { "content-type": "application/json" }),
          ...(cookie === "" ? {} : { cookie }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    );
    for (const set of response.headers.getSetCookie()) this.#keep(set);
    return response;
  }

  #keep(set: string): void {
    const [, name = "", value = ""] = /^([^=]*)=([^;]*)/.exec(set) ?? [];
    if (value === "" || /max-age=0/i.test(set)) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }

  get sessionCookie(): string | undefined {
    return this.cookies.get("escale.session_token");
  }
}

export interface SendOptions {
  method?: "GET" | "POST" | "DELETE";
  body?: unknown;
  headers?: Record<string, string>;
}

/** The error that an answer tells. */
export const errorOf = async (response: Response) =>
  errorBodySchema.parse(await response.json()).error;
