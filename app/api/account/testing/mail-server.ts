/** A small mail server (RFC 5321): takes letters, and lets the test read what came over the wire. */
import { createServer, type Server } from "node:net";
import { createInterface } from "node:readline";

export interface Received {
  /** of the envelope */
  readonly to: readonly string[];
  /** headers and body, as sent */
  readonly data: string;
}

export class MailServer {
  readonly received: Received[] = [];
  readonly #server: Server;

  constructor() {
    this.#server = createServer((socket) => {
      const say = (line: string) => void socket.write(`${line}\r\n`);
      let to: string[] = [];
      let data: string[] | null = null;
      say("220 test");
      socket.on("error", () => socket.destroy());
      createInterface({ input: socket }).on("line", (line) => {
        if (data !== null) {
          if (line !== ".") return void data.push(line);
          this.received.push({ to, data: data.join("\n") });
          [to, data] = [[], null];
          return say("250 kept");
        }
        const command = line.toUpperCase();
        if (command === "DATA") data = [];
        if (command.startsWith("RCPT TO:")) to.push(line.slice(8).replace(/[<> ]/g, ""));
        if (command === "QUIT") socket.end();
        say(command === "DATA" ? "354 go on" : command === "QUIT" ? "221 bye" : "250 ok");
      });
    });
  }

  /** Resolves to its address, as ESCALE_SMTP_URL has it. */
  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    const address = this.#server.address();
    if (address === null || typeof address === "string") throw new Error("no port could be had");
    return `smtp://127.0.0.1:${address.port}`;
  }

  stop(): void {
    this.#server.close();
  }
}

/** The text of a letter, whose lines may be broken and letters escaped (RFC 2045 §6.7). */
export function textOf({ data }: Received): string {
  const bytes = data
    .replace(/=\n/g, "")
    .replace(/=([0-9A-F]{2})/g, (_all, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
  return Buffer.from(bytes, "latin1").toString("utf8");
}
