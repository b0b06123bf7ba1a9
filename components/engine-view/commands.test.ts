/** What a button would write into the learner's shell. */
import { expect, test } from "vitest";
import type { EngineImage } from "@/lib/protocol/engine-view";
import {
  commandsForContainer,
  commandsForImage,
  commandsForNetwork,
  commandsForVolume,
} from "./commands";
import { container, emptyView } from "./testing";

const hostile = ["$(id)", "a; rm -rf ~", "a`id`", "a\nb", "--privileged", "a b", "'", "a|b", "é"];
const image = (tags: string[]): EngineImage => ({
  id: `sha256:${"b".repeat(64)}`,
  tags,
  createdAt: "",
  size: 1,
  layers: [],
});

test("what is offered follows the state", () => {
  const texts = (state: Parameters<typeof container>[0]) =>
    commandsForContainer(container(state)).map(({ text }) => text);
  expect(texts({})).toContain("docker stop web");
  expect(texts({})).not.toContain("docker rm web");
  expect(texts({ state: "exited", exitCode: 0 })).toEqual([
    "docker logs web",
    "docker start web",
    "docker rm web",
  ]);
  expect(texts({ state: "paused" })[0]).toBe("docker unpause web");
  expect(commandsForImage(image(["nginx:latest"]), emptyView)[0]?.text).toBe(
    "docker image history nginx",
  );
  const bridge = { name: "bridge", members: [] };
  const network = { id: "1", driver: "bridge", internal: false, createdAt: "", subnet: null };
  expect(commandsForNetwork({ ...network, gateway: null, ...bridge })).toHaveLength(1);
});

test.each(hostile)("a name that no engine allows never reaches the shell: %j", (name) => {
  const network = { id: "1", driver: "bridge", internal: false, createdAt: "", subnet: null };
  const all = [
    ...commandsForContainer(container({ name })),
    ...commandsForContainer(container({ name, state: "exited" })),
    ...commandsForImage(image([name]), emptyView),
    ...commandsForNetwork({ ...network, name, gateway: null, members: [] }),
    ...commandsForVolume({ name, anonymous: false, createdAt: "", users: [] }),
  ];
  expect(all.length).toBeGreaterThan(0);
  for (const { text } of all) expect(text).toMatch(/^docker [a-z -]+ [0-9a-f]{12}( sh)?$/);
});
