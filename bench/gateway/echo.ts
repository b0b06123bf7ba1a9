/** A key typed in `docker run -it` and in `docker exec -it`, until its echo. */
import type { Socket } from "node:net";
import type { DockerHttp } from "../support/docker-http";
import { heads, pairs, showLatency } from "../support/pairs";
import { title } from "../support/stats";
import type { Tenant } from "./tenant";

const keys = 400;

export async function benchKeys({ ours, direct }: Tenant): Promise<void> {
  title("Keystroke echo on a raw stream (p50 p99)");
  heads("p50");
  const [one, other] = [await container(ours), await container(ours)];
  await measure("run -it (attach)", await attach(direct, one), await attach(ours, other));
  await measure("exec -it", await exec(direct, one), await exec(ours, other));
  for (const id of [one, other]) await ours.ask("DELETE", `/containers/${id}?force=1`);
}

const terminal = { Cmd: ["cat"], Tty: true, AttachStdin: true, AttachStdout: true };

async function container(ours: DockerHttp): Promise<string> {
  const body = { Image: "busybox", ...terminal, OpenStdin: true, HostConfig: {} };
  const id = await ours.create("/containers/create", body);
  await ours.ask("POST", `/containers/${id}/start`);
  return id;
}

const attach = (http: DockerHttp, id: string) =>
  http.hijack(`/containers/${id}/attach?stream=1&stdin=1&stdout=1&stderr=1`);

async function exec(http: DockerHttp, id: string): Promise<Socket> {
  const made = await http.create(`/containers/${id}/exec`, terminal);
  return http.hijack(`/exec/${made}/start`, { Detach: false, Tty: true });
}

async function measure(name: string, direct: Socket, ours: Socket): Promise<void> {
  const key = (socket: Socket) => () =>
    new Promise<void>((resolve) => {
      socket.once("data", () => resolve());
      socket.write("x");
    });
  direct.resume();
  ours.resume();
  showLatency(name, await pairs({ times: keys, requests: 0.5 }, key(direct), key(ours)));
  direct.destroy();
  ours.destroy();
}
