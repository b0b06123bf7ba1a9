import { expect, test } from "@playwright/test";
import { firstLesson, openTerminal, removeWorkspace, shell } from "./support/workspace";

/** A learner's session, typed: each command, and what has to be on the screen after it. */
const session: [command: string, shows: RegExp][] = [
  ["docker version --format '{{.Server.Os}}'", /^linux$/m],
  ["docker images -q | wc -l", /^0$/m],
  ["docker pull redis", /Status: Downloaded newer image for redis:latest/],
  ["docker images --format '{{.Repository}}:{{.Tag}}'", /^redis:latest$/m],
  ["docker run -d --name web -e QUI=moi -m 64m nginx", /^[0-9a-f]{64}$/m],
  ["docker ps --format '{{.Names}} {{.Image}} {{.State}}'", /^web nginx running$/m],
  ["docker exec web sh -c 'echo je-suis-$QUI'", /^je-suis-moi$/m],
  ["docker inspect --format '{{.HostConfig.Memory}}' web", /^67108864$/m],
  [
    "docker exec web sh -c 'echo une-ligne > /proc/1/fd/1'; docker logs web | tail -1",
    /^une-ligne$/m,
  ],
  ["docker top web", /nginx: master/],
  ["docker stats --no-stream --format '{{.Name}} {{.MemUsage}}' web", /^web .* \/ 64MiB$/m],
  ["echo page > ~/p && docker cp ~/p web:/tmp/p && docker exec web cat /tmp/p", /^page$/m],
  ["docker cp web:/tmp/p ~/q && cat ~/q", /^page$/m],
  ["docker diff web", /^A \/tmp\/p$/m],
  ["docker commit web moi/web:1", /^sha256:[0-9a-f]{64}$/m],
  ["docker history --format '{{.CreatedBy}}' moi/web:1 | head -2", /nginx/],
  ["docker run --rm moi/web:1 cat /tmp/p", /^page$/m],
  [
    "docker tag moi/web:1 moi/web:deux && docker images moi/web --format '{{.Tag}}' | sort",
    /^1\ndeux$/m,
  ],
  ["docker stop -t 1 web", /^web$/m],
  ["docker ps -a --format '{{.Names}} {{.State}}'", /^web exited$/m],
  ["docker start web", /^web$/m],
  ["docker rm -f web", /^web$/m],
  ["docker ps -aq | wc -l", /^0$/m],
  ["docker rmi moi/web:1 moi/web:deux", /Untagged: moi\/web:deux/],
  ["docker images moi/web -q | wc -l", /^0$/m],
];

test("the docker commands of the course do what they say", async ({ page }) => {
  test.setTimeout(120_000);
  await page.goto(firstLesson);
  await openTerminal(page);
  for (const [command, shows] of session) {
    await test.step(command, async () => {
      const { output, status } = await shell(page, command);
      expect(output).toMatch(shows);
      expect(status, output).toBe(0);
    });
  }
  await removeWorkspace(page);
});

test("what is refused is refused in French, and says why", async ({ page }) => {
  await page.goto(firstLesson);
  await openTerminal(page);
  for (const command of [
    "docker run --rm --privileged busybox true",
    "docker run --rm -v /:/hote busybox true",
    "docker run --rm --pid host busybox true",
    "docker pull une-image-inconnue",
  ]) {
    const { output, status } = await shell(page, command);
    expect(status, output).not.toBe(0);
    expect(output, command).toMatch(/[éèà]|n’|pas /);
  }
  await removeWorkspace(page);
});
