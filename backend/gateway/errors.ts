/** The one error type of the gateway: what the learner's client gets, as an engine would say it. */

/** Becomes `{"message": …}` with this status. The message never holds a scoped name or host path. */
export class DockerError extends Error {
  override readonly name = "DockerError";
  readonly status: number;
  constructor(status: number, message: string, options?: ErrorOptions) {
    super(message, options);
    this.status = status;
  }
}

/** The client's request makes no sense. */
export const badRequest = (message: string) => new DockerError(400, message);
/** It makes sense but is not permitted here. */
export const refused = (message: string) => new DockerError(403, message);
/** It does not exist, or is not the tenant's: nobody can tell which. */
export const notFound = (message: string) => new DockerError(404, message);
/** The state of things does not allow it, a spent quota included. */
export const conflict = (message: string) => new DockerError(409, message);
