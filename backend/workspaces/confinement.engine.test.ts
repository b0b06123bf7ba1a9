/** 34. What the learner's own shell tries on the sockets and programs that the platform gave it. */
import { stat } from "node:fs/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { workstationName } from "../engine/ownership";
import { type Ran, run, until } from "../gateway/testing";
import { TestBackend } from "../testing/daemon";

let backend: TestBackend;
let id: string;

/** A command in the workstation, as the learner's user. */
const inside = (command: string): Promise<Ran> =>
  run("docker", [
    ...["--host", `unix://${backend.paths.engineSocket}`, "exec", workstationName(id)],
    ...["sh", "-c", command],
  ]);

beforeAll(async () => {
  backend = new TestBackend();
  await backend.spawn();
  await until(
    () =>
      backend.call("GET", "/v1/workspaces").then(
        ({ status }) => status === 200,
        () => false,
      ),
    20_000,
  );
  ({ id } = await backend.open("alice"));
}, 60_000);
afterAll(() => backend.destroy());

test("neither the sockets nor the programs can be replaced, moved, covered or closed to others", async () => {
  const { dockerSocket, portsSocket } = backend.paths.workspace(id);
  const before = await Promise.all([dockerSocket, portsSocket].map((path) => stat(path)));
  await inside("echo '#!/bin/sh' > ~/faux; chmod +x ~/faux; mkdir ~/dossier");
  const attempts = [
    ...["docker", "ports", "terminals"].flatMap((name) => {
      const socket = `/run/escale/${name}.sock`;
      return [
        `rm -f ${socket}`,
        `mv ${socket} ~/parti`,
        `ln ${socket} /run/escale/autre`,
        `ln -sf ~/faux ${socket}`,
        `chmod 000 ${socket}`,
        `: > ${socket}`,
        `mount --bind ~/faux ${socket}`,
      ];
    }),
    "mount -o remount,rw /run/escale",
    "mount -t tmpfs none /run/escale",
    "mv /run/escale /run/ancien",
    "rm -f /var/run/docker.sock",
    "ln -sf ~/faux /var/run/docker.sock",
    "cp ~/faux /usr/bin/docker",
    "mv ~/faux /usr/local/bin/escale-init",
    "cp ~/faux /usr/local/libexec/docker/cli-plugins/docker-compose",
    "ln -s ~/faux /usr/local/bin/docker",
    "echo x >> /etc/bash.bashrc",
    "echo x >> /etc/passwd",
    "umount /run/escale",
    "unshare -rm true",
  ];
  for (const attempt of attempts) {
    const { code, out } = await inside(`${attempt} 2>&1`);
    expect(code, `${attempt}: ${out}`).not.toBe(0);
  }
  expect((await inside("docker version -f '{{.Server.APIVersion}}'")).out.trim()).toBe("1.41");
  const after = await Promise.all([dockerSocket, portsSocket].map((path) => stat(path)));
  const same = ({ ino, mode, uid, gid }: (typeof after)[number]) => [ino, mode, uid, gid];
  expect(after.map(same)).toEqual(before.map(same));
});
