import { expect, test } from "vitest";
import { hostUserOf } from "./remap";

test("an engine that remaps says to whom by its data root", () => {
  const info = {
    SecurityOptions: ["name=seccomp,profile=default", "name=userns"],
    DockerRootDir: "/var/lib/escale/engine/100000.200000",
  };
  expect(hostUserOf(info)).toEqual({ uid: 101_000, gid: 201_000 });
});

test("an engine that does not remap keeps the image's user", () => {
  const info = { SecurityOptions: ["name=seccomp"], DockerRootDir: "/var/lib/docker/1.2" };
  expect(hostUserOf(info)).toEqual({ uid: 1000, gid: 1000 });
});

test("an engine that remaps without saying to whom is refused", () => {
  expect(() =>
    hostUserOf({ SecurityOptions: ["name=userns"], DockerRootDir: "/var/lib/docker" }),
  ).toThrow(/does not say/);
});
