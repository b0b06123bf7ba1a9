/**
 * A small OpenID provider: discovery, keys, tokens. Signing in there is a function of the test's,
 * which says who comes back and what is wrong with them.
 */
import { createHash, randomUUID } from "node:crypto";
import { createServer, type Server } from "node:http";
import { text } from "node:stream/consumers";
import { exportJWK, generateKeyPair, SignJWT } from "jose";

export interface Person {
  readonly sub: string;
  readonly email?: string;
  readonly email_verified?: boolean;
  readonly name?: string;
}

/** What an attacker, or a broken provider, answers instead. */
export interface Forgery {
  readonly nonce?: string;
  readonly aud?: string;
  readonly iss?: string;
  /** signed by a key that is not the provider's */
  readonly foreignKey?: boolean;
}

export const clientId = "escale";
export const clientSecret = "a-secret-that-no-log-has";

export class School {
  readonly #codes = new Map<
    string,
    { person: Person; forgery: Forgery; wanted: URLSearchParams }
  >();
  readonly #server: Server;
  #keys = generateKeyPair("RS256", { extractable: true });
  #issuer = "";

  constructor() {
    this.#server = createServer(async (request, response) => {
      const { pathname } = new URL(request.url ?? "/", "http://school");
      const answer = await this.#answer(
        pathname,
        request.headers.authorization,
        await text(request),
      );
      response.writeHead(answer === null ? 400 : 200, { "content-type": "application/json" });
      response.end(JSON.stringify(answer ?? { error: "invalid_grant" }));
    });
  }

  /** Resolves to its address. */
  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    const address = this.#server.address();
    if (address === null || typeof address === "string") throw new Error("no port could be had");
    this.#issuer = `http://127.0.0.1:${address.port}`;
    return this.#issuer;
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  /** Somebody signs in there, sent by this address: the query they come back with. */
  signIn(url: string, person: Person, forgery: Forgery = {}): URLSearchParams {
    const wanted = new URL(url).searchParams;
    const code = randomUUID();
    this.#codes.set(code, { person, forgery, wanted });
    return new URLSearchParams({ code, state: wanted.get("state") ?? "", iss: this.#issuer });
  }

  async #answer(path: string, authorization: string | undefined, body: string) {
    const issuer = this.#issuer;
    if (path === "/.well-known/openid-configuration") {
      return {
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/jwks`,
        response_types_supported: ["code"],
        subject_types_supported: ["public"],
        id_token_signing_alg_values_supported: ["RS256"],
        authorization_response_iss_parameter_supported: true,
      };
    }
    const { publicKey } = await this.#keys;
    if (path === "/jwks") {
      return { keys: [{ ...(await exportJWK(publicKey)), kid: "1", alg: "RS256", use: "sig" }] };
    }
    return path === "/token" ? this.#token(new URLSearchParams(body), authorization) : null;
  }

  async #token(form: URLSearchParams, authorization: string | undefined) {
    const code = form.get("code") ?? "";
    const found = this.#codes.get(code);
    this.#codes.delete(code);
    const basic = Buffer.from(authorization?.replace(/^Basic /, "") ?? "", "base64").toString();
    const secret = form.get("client_secret") ?? decodeURIComponent(basic.split(":")[1] ?? "");
    const challenge = createHash("sha256")
      .update(form.get("code_verifier") ?? "")
      .digest("base64url");
    if (
      found === undefined ||
      secret !== clientSecret ||
      challenge !== found.wanted.get("code_challenge") ||
      form.get("redirect_uri") !== found.wanted.get("redirect_uri")
    ) {
      return null;
    }
    const { person, forgery, wanted } = found;
    const keys = forgery.foreignKey ? await generateKeyPair("RS256") : await this.#keys;
    const idToken = await new SignJWT({
      ...person,
      nonce: forgery.nonce ?? wanted.get("nonce") ?? "",
    })
      .setProtectedHeader({ alg: "RS256", kid: "1" })
      .setIssuer(forgery.iss ?? this.#issuer)
      .setAudience(forgery.aud ?? clientId)
      .setSubject(person.sub)
      .setIssuedAt()
      .setExpirationTime("5m")
      .sign(keys.privateKey);
    return { access_token: randomUUID(), token_type: "Bearer", id_token: idToken };
  }
}
