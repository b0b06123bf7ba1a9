/** Containers of other learners, created and not started: the engine lists them all the same. */
import type { DockerHttp } from "../support/docker-http";

const perLearner = 10;

/** Returns how to remove them. */
export async function createOthers(
  direct: DockerHttp,
  count: number,
): Promise<() => Promise<void>> {
  const ids: string[] = [];
  const make = async (i: number) => {
    const workspace = Math.floor(i / perLearner)
      .toString(16)
      .padStart(12, "b0");
    ids.push(
      await direct.create(`/containers/create?name=${workspace}.c${i}`, {
        Image: "escale/catalogue/busybox:latest",
        Cmd: ["sleep", "60"],
        Labels: { "escale.workspace": workspace, "escale.role": "", "escale.memory": "33554432" },
        HostConfig: { NetworkMode: "none" },
      }),
    );
  };
  await abreast(Array.from({ length: count }, (_, i) => () => make(i)));
  return () => abreast(ids.map((id) => () => direct.ask("DELETE", `/containers/${id}?force=1`)));
}

/** Four at a time. */
async function abreast(tasks: (() => Promise<unknown>)[]): Promise<void> {
  const line = tasks[Symbol.iterator]();
  const worker = async () => {
    for (const task of line) await task();
  };
  await Promise.all([worker(), worker(), worker(), worker()]);
}
