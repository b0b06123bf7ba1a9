/**
 * `--pid` and `--ipc`: a container's own namespace, or that of another of the tenant's. The host's
 * are never given.
 */
import { z } from "zod";
import { findContainer, type OwnContainer } from "./own";

/** The fields that the engine is given. */
export interface SharedNamespaces {
  PidMode: string;
  IpcMode: string;
}

const ofContainer = /^container:(.{1,256})$/;
const refused = { error: "refused" };

/** Which container is meant is only known in the tenant's turn. */
export const pidModeSchema = z
  .string()
  .refine((mode) => mode === "" || ofContainer.test(mode), refused);

/** `shareable` is what the container must have been given whose namespace another joins. */
export const ipcModeSchema = z
  .string()
  .refine((mode) => /^(private|shareable|)$/.test(mode) || ofContainer.test(mode), refused);

/** Throws DockerError 404 in the engine's words when the container is not among `own`. */
export function sharedNamespaces(
  asked: { PidMode?: string | undefined; IpcMode?: string | undefined } | undefined,
  own: readonly OwnContainer[],
): SharedNamespaces {
  const resolved = (mode: string) => {
    const target = ofContainer.exec(mode)?.[1];
    return target === undefined ? mode : `container:${findContainer(own, target).id}`;
  };
  return {
    PidMode: resolved(asked?.PidMode ?? ""),
    IpcMode: resolved(asked?.IpcMode || "private"),
  };
}
