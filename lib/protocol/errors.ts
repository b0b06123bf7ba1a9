/**
 * Every error that crosses from the backend to web and from web to the browser: a code for
 * programs, a French sentence for the person (what happened, why, what to do).
 */
import { z } from "zod";

/** code → HTTP status. */
export const errorStatus = {
  bad_request: 400,
  not_signed_in: 401,
  forbidden: 403,
  not_found: 404,
  port_not_published: 404,
  method_not_allowed: 405,
  no_workspace: 409,
  no_previews: 409,
  in_use: 409,
  file_changed: 409,
  already_exists: 409,
  too_many_terminals: 409,
  payload_too_large: 413,
  too_many_requests: 429,
  internal: 500,
  port_no_answer: 502,
  school_unavailable: 502,
  engine_unavailable: 503,
  backend_unavailable: 503,
  database_unavailable: 503,
  disk_full: 507,
} as const;

export type ErrorCode = keyof typeof errorStatus;

const errorCodes = Object.keys(errorStatus);
export const errorCodeSchema = z.custom<ErrorCode>(
  (value) => typeof value === "string" && errorCodes.includes(value),
);

/** The body of every response that is not a success. */
export const errorBodySchema = z.object({
  error: z.object({ code: errorCodeSchema, message: z.string() }),
});
export type ErrorBody = z.infer<typeof errorBodySchema>;

/** An error with a code of the table above and a French message fit to be shown. */
export class EscaleError extends Error {
  override readonly name = "EscaleError";
  readonly code: ErrorCode;
  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
  get status(): number {
    return errorStatus[this.code];
  }
  toBody(): ErrorBody {
    return { error: { code: this.code, message: this.message } };
  }
}

/**
 * Whether it is an `EscaleError`, also one made by another copy of this module (Next's bundles and
 * the custom server each have their own), for which `instanceof` says no.
 */
export function isEscaleError(error: unknown): error is EscaleError {
  return (
    error instanceof Error &&
    error.name === "EscaleError" &&
    "code" in error &&
    errorCodeSchema.safeParse(error.code).success
  );
}
