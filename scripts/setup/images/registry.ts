/** Docker's public registry, where it can be reached. */
import type Docker from "dockerode";
import type { Say } from "../setup";
import { follow } from "./build-image";

const registry = "https://registry-1.docker.io/v2/";
let asked: Promise<boolean> | undefined;

/** Whether the registry answers this machine within 3 s; asked once in a run. */
export function registryAnswers(): Promise<boolean> {
  asked ??= fetch(registry, { signal: AbortSignal.timeout(3_000) }).then(
    // it asks for a token (401): any answer of its own will do
    (response) => response.headers.has("docker-distribution-api-version"),
    () => false,
  );
  return asked;
}

/** Pulls an image; false (and a line saying why) where the registry does not give it. */
export async function tryPull(docker: Docker, reference: string, say: Say): Promise<boolean> {
  if (!(await registryAnswers())) return false;
  try {
    await follow(docker, await docker.pull(reference), say);
    return true;
  } catch (error) {
    say(`${reference} cannot be pulled: ${error instanceof Error ? error.message : error}`);
    return false;
  }
}
