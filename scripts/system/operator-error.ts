/** An error that the operator can mend: what is wrong, and what to do about it, in English. */
export class OperatorError extends Error {
  override readonly name = "OperatorError";
  readonly remedy: string;
  constructor(message: string, remedy: string, options?: ErrorOptions) {
    super(message, options);
    this.remedy = remedy;
  }
}

/** One or two lines for the console, whatever was thrown. */
export function explain(error: unknown): string {
  if (error instanceof OperatorError) return `${error.message}\n  → ${error.remedy}`;
  return error instanceof Error ? error.message : String(error);
}
