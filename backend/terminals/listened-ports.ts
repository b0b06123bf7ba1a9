/** What the workstation's init is to listen on, said again to each link, and what it could not. */
import type { PortKey } from "../ports/types";
import { linkMessage } from "./link-frames";
import { Pending } from "./pending";

/** An init that does not answer by then is not waited for. */
const answerMs = 2_000;

export class ListenedPorts {
  readonly #send: (message: Buffer) => void;
  readonly #answers = new Map<number, Pending<readonly PortKey[]>>();
  #wanted: readonly PortKey[] | null = null;
  #linked = false;
  #lastTag = 0;

  constructor(send: (message: Buffer) => void) {
    this.#send = send;
  }

  /** Resolves to those that are taken in the workstation already; without a link at once, to none. */
  async set(ports: readonly PortKey[]): Promise<readonly PortKey[]> {
    this.#wanted = ports;
    if (!this.#linked) return [];
    const tag = (this.#lastTag + 1) % 0x10000;
    this.#lastTag = tag;
    const answer = new Pending<readonly PortKey[]>();
    this.#answers.set(tag, answer);
    this.#send(linkMessage.ports(tag, ports));
    try {
      return await answer.wait(answerMs, () => new Error("init does not answer on its ports"));
    } finally {
      this.#answers.delete(tag);
    }
  }

  /** Init has said hello, and knows of ports. */
  linked(): void {
    this.#linked = true;
    if (this.#wanted) this.#send(linkMessage.ports(0, this.#wanted));
  }

  lost(): void {
    this.#linked = false;
    for (const answer of this.#answers.values()) answer.resolve([]);
  }

  /** An answer that nobody waits for says nothing. */
  answered(tag: number, failed: readonly PortKey[]): void {
    this.#answers.get(tag)?.resolve(failed);
  }
}
