/** Web's socket for the operator (server/operator): accounts. Each answer is checked by its schema. */
import type { z } from "zod";
import {
  type NewUser,
  type PasswordLink,
  passwordLinkSchema,
  type Role,
  type UserSummary,
  userSummarySchema,
} from "@/lib/protocol/account";
import { call } from "../supervisor/http";
import { OperatorError } from "../system/operator-error";
import { understood } from "./answers";

export class Accounts {
  readonly #socketPath: string;

  constructor(socketPath: string) {
    this.#socketPath = socketPath;
  }

  async #call<S extends z.ZodType>(schema: S, method: string, path: string, input?: unknown) {
    const target = { socketPath: this.#socketPath, method, path, timeoutMs: 60_000 };
    const body = input === undefined ? {} : { body: JSON.stringify(input) };
    const answer = await call({ ...target, ...body }).catch((error: unknown) => {
      throw new OperatorError(
        `the site does not answer at ${this.#socketPath}`,
        "is Escale running (npm start), with this same ESCALE_DATA, and may you open its socket (root may)?",
        { cause: error },
      );
    });
    return understood(answer, schema, "see who has an account: npm run -s admin -- user list");
  }

  list(role?: Role): Promise<UserSummary[]> {
    const query = role === undefined ? "" : `?role=${role}`;
    return this.#call(userSummarySchema.array(), "GET", `/v1/users${query}`);
  }

  create(user: NewUser): Promise<PasswordLink> {
    return this.#call(passwordLinkSchema, "POST", "/v1/users", user);
  }

  setRole(email: string, role: Role): Promise<UserSummary> {
    return this.#call(userSummarySchema, "POST", "/v1/roles", { email, role });
  }

  passwordLink(email: string): Promise<PasswordLink> {
    return this.#call(passwordLinkSchema, "POST", "/v1/password-links", { email });
  }
}
