/** A log file that is bounded, and whose failure (a full disk) stops nobody. */
import { appendFileSync, renameSync, statSync } from "node:fs";

const limit = 10 * 1024 ** 2;

export class LogFile {
  readonly #path: string;
  readonly #onError: (error: Error) => void;
  #bytes: number;
  #failing = false;

  /** @param onError told when writing begins to fail, once until it works again */
  constructor(path: string, onError: (error: Error) => void) {
    this.#path = path;
    this.#onError = onError;
    this.#bytes = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  }

  write(line: string): void {
    const text = `${line}\n`;
    try {
      if (this.#bytes > limit) {
        renameSync(this.#path, `${this.#path}.1`);
        this.#bytes = 0;
      }
      appendFileSync(this.#path, text, { mode: 0o600 });
      this.#bytes += Buffer.byteLength(text);
      this.#failing = false;
    } catch (error) {
      if (!this.#failing) this.#onError(error instanceof Error ? error : new Error(String(error)));
      this.#failing = true;
    }
  }
}
