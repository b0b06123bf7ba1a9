/**
 * Runs a program by the engine's exec, as a fixed list of arguments that no shell of the learner's
 * reads, with an environment of ours. What it proves: in the workstation, what a program of our
 * image says under the learner's own user (who can signal or trace it, not replace it); in a
 * learner's container, only what that container says, where they are master of every file.
 */
import { Writable } from "node:stream";
import { z } from "zod";
import { type Engine, engineStatus } from "../../engine/client";
import type { CommandAsked, CommandSeen } from "../types";

const maxOutput = 64 * 1024;

/** HOME is empty, so that no ~/.docker/config.json leads `docker` to another engine. */
export const cleanEnv = [
  "PATH=/usr/local/bin:/usr/bin:/bin",
  "HOME=/nonexistent",
  "LANG=C.UTF-8",
  "DOCKER_HOST=unix:///run/escale/docker.sock",
];

const home = "/home/apprenant";

/** `container`: the engine's full ID of the workstation or of a container of the learner's. */
export async function runIn(
  engine: Engine,
  container: string,
  asked: CommandAsked,
): Promise<CommandSeen> {
  const inWorkstation = asked.container === null;
  // the workstation's own `timeout` also ends what goes on; another's container may have none
  const limit = inWorkstation ? ["/usr/bin/timeout", "-k", "1", String(asked.seconds)] : [];
  try {
    const exec = await engine.getContainer(container).exec({
      Cmd: [...limit, ...asked.argv],
      AttachStdout: true,
      AttachStderr: true,
      ...(inWorkstation && { Env: cleanEnv, WorkingDir: home }),
    });
    const output = await collect(
      engine,
      await exec.start({ hijack: true, stdin: false }),
      (asked.seconds + 2) * 1000,
    );
    if (output === null) return { ran: false, absent: false, why: "too slow" };
    const { ExitCode } = z.object({ ExitCode: z.number().nullable() }).parse(await exec.inspect());
    if (inWorkstation && ExitCode === 124) return { ran: false, absent: false, why: "too slow" };
    return { ran: true, code: ExitCode ?? 255, ...output };
  } catch (error) {
    const status = engineStatus(error);
    if (status === 404 || status === 409) return { ran: false, absent: true, why: String(error) };
    throw error;
  }
}

/** null when it has not ended in time; what exceeds 64 KiB of each stream is dropped. */
function collect(
  engine: Engine,
  stream: NodeJS.ReadWriteStream & { destroy(): unknown },
  ms: number,
): Promise<{ out: string; err: string } | null> {
  return new Promise((resolve, reject) => {
    const out = new Bounded();
    const err = new Bounded();
    const timer = setTimeout(() => {
      stream.destroy();
      resolve(null);
    }, ms);
    engine.modem.demuxStream(stream, out, err);
    const done = () => {
      clearTimeout(timer);
      resolve({ out: out.text(), err: err.text() });
    };
    stream.on("end", done);
    stream.on("close", done);
    stream.on("error", (error) => {
      clearTimeout(timer);
      reject(error);
    });
  });
}

class Bounded extends Writable {
  readonly #chunks: Buffer[] = [];
  #length = 0;

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    if (this.#length < maxOutput) this.#chunks.push(chunk.subarray(0, maxOutput - this.#length));
    this.#length += chunk.length;
    done();
  }

  text(): string {
    return Buffer.concat(this.#chunks).toString("utf8");
  }
}
