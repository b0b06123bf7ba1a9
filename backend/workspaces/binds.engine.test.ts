/** A learner's own folder in a container, typed in a real workstation, through the backend's death. */
import { readFile, readlink } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { workstationName } from "../engine/ownership";
import { run } from "../gateway/testing";
import { TestBackend } from "../testing/daemon";

let backend: TestBackend;
afterEach(() => backend.destroy());

/** Mounts that this test's backend holds, as the host lists them. */
async function held(workspace: string): Promise<string[]> {
  const mounts = await readFile("/proc/self/mountinfo", "utf8");
  return mounts.split("\n").filter((line) => line.includes(`/binds/${workspace}/`));
}

test('`-v "$PWD"` works where it is typed, outlives a kill -9, and ends with the workspace', async () => {
  backend = new TestBackend();
  await backend.spawn();
  await backend.ready();
  const { id } = await backend.open("learner");
  const type = async (line: string) => {
    const station = ["exec", "-w", "/home/apprenant", workstationName(id), "bash", "-c", line];
    const ran = await run("docker", ["--host", process.env.ESCALE_DOCKER_HOST ?? "", ...station]);
    return `${ran.out}${ran.err}`.trim();
  };
  expect(await type("docker pull -q busybox")).toContain("busybox");
  await type("mkdir site && echo un > site/page");
  await type(
    'cd site && docker run -d --name web --restart always -v "$PWD":/srv busybox sleep 600',
  );
  expect(await type("docker exec web sh -c 'cat /srv/page; echo deux > /srv/page'")).toBe("un");
  expect(await type("cat site/page")).toBe("deux");
  expect(await held(id)).toHaveLength(1);

  await backend.kill();
  expect(await held(id)).toHaveLength(1);
  await backend.spawn();
  await backend.ready();
  expect(await type("docker restart -t 0 web")).toBe("web");
  expect(await type("docker exec web cat /srv/page")).toBe("deux");
  expect(await type("docker run --rm -v /etc:/e busybox ls /e")).toContain(
    "/home/apprenant se montent",
  );

  await backend.view("DELETE", "learner", "?files=keep");
  expect(await held(id)).toEqual([]);
  const { home } = backend.paths.workspace(id);
  expect(await readFile(join(home, "site/page"), "utf8")).toBe("deux\n");
  await backend.kill();
  expect(await readlink(backend.paths.owner("learner"))).toContain(id);
});
