/** The port must be free, and no other Escale may run on the same data folder. */
import { createServer } from "node:net";
import { join } from "node:path";
import { OperatorError } from "../system/operator-error";
import { readPidFile } from "../system/pid-file";
import type { Setup, Step } from "./setup";

export const supervisorPid = (run: string) => join(run, "supervisor.pid");
/** on the command line of every program of scripts/ that supervises */
export const supervisorMark = "scripts/";

/** Resolves when the address can be listened on; throws OperatorError when not. */
export async function checkPort(host: string, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve()));
  }).catch((error: NodeJS.ErrnoException) => {
    const remedies: Record<string, [string, string]> = {
      EADDRINUSE: [
        `port ${port} is already taken by another program`,
        "stop it (ss -ltnp shows which), or choose another port: ESCALE_PORT=3001 npm start",
      ],
      EACCES: [
        `port ${port} may only be opened by root, and web does not run as root`,
        "choose a port from 1024 on; put a proxy in front for 80 and 443 (docs/operating.md)",
      ],
      EADDRNOTAVAIL: [
        `${host} is not an address of this machine`,
        "set ESCALE_HOST to one of its addresses, or 0.0.0.0 for all",
      ],
    };
    const [message, remedy] = remedies[error.code ?? ""] ?? [error.message, "see ESCALE_HOST"];
    throw new OperatorError(message, remedy, { cause: error });
  });
}

export async function refuseSecondInstance({ paths }: Pick<Setup, "paths">): Promise<void> {
  const other = await readPidFile(supervisorPid(paths.run), supervisorMark);
  if (other && other.pid !== process.pid) {
    throw new OperatorError(
      `Escale already runs on ${paths.data} (process ${other.pid})`,
      "stop it first, or give this one its own ESCALE_DATA and ESCALE_PORT",
    );
  }
}

export const port: Step = {
  title: "Port",
  async run({ settings }) {
    const { ESCALE_HOST: host, ESCALE_PORT: port } = settings;
    await checkPort(host, port);
    return `${host}:${port} is free`;
  },
};
