/** The bodies of `POST /containers/{id}/exec` and `POST /exec/{id}/start`, rebuilt. */
import { z } from "zod";
import { command, detachKeys, environment, text, user } from "./values";
import { orAbsent, zeroOnly } from "./zero";

export const execBodySchema = z
  .object({
    Cmd: command,
    AttachStdin: orAbsent(z.boolean()),
    AttachStdout: orAbsent(z.boolean()),
    AttachStderr: orAbsent(z.boolean()),
    Tty: orAbsent(z.boolean()),
    /** said again by start, which alone counts */
    Detach: orAbsent(z.boolean()),
    DetachKeys: orAbsent(detachKeys),
    Env: orAbsent(environment),
    User: orAbsent(user),
    WorkingDir: orAbsent(text(1024)),
    ConsoleSize: orAbsent(z.array(z.number().int().min(0).max(10_000)).max(2)),
  })
  .catchall(zeroOnly);

export function rebuildExec(given: z.infer<typeof execBodySchema>) {
  return {
    Cmd: given.Cmd,
    AttachStdin: given.AttachStdin ?? false,
    AttachStdout: given.AttachStdout ?? false,
    AttachStderr: given.AttachStderr ?? false,
    Tty: given.Tty ?? false,
    DetachKeys: given.DetachKeys ?? "",
    Env: given.Env ?? [],
    User: given.User ?? "",
    WorkingDir: given.WorkingDir ?? "",
  };
}

export const execStartSchema = z
  .object({
    /** dockerode's own, which asks for the upgrade: the engine passes both over */
    hijack: orAbsent(z.boolean()),
    stdin: orAbsent(z.boolean()),
    Detach: orAbsent(z.boolean()),
    Tty: orAbsent(z.boolean()),
    ConsoleSize: orAbsent(z.array(z.number().int().min(0).max(10_000)).max(2)),
  })
  .catchall(zeroOnly);
