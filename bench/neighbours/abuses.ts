/** What an attacker does to their own workspace, in the hope that the neighbour feels it. */
import type { Attacker } from "./attacker";

export interface Abuse {
  name: string;
  begin(attacker: Attacker): Promise<unknown>;
}

const burn = "while :; do :; done";
const again = (command: string) => `while :; do ${command}; done`;

export const abuses: readonly Abuse[] = [
  {
    name: "fork bomb in a container",
    begin: (a) =>
      a.container("bomb", "sh -c 'while :; do sh -c \"sleep 60\" & done'; exec sleep 600"),
  },
  { name: "fork bomb in the shell", begin: (a) => a.shell("while :; do sleep 60 & done") },
  {
    name: "memory hog",
    begin: (a) => a.container("hog", "tail /dev/zero", "--restart", "always", "-m", "512m"),
  },
  {
    name: "CPU: 10 containers burn",
    begin: (a) =>
      Promise.all(Array.from({ length: 10 }, (_, i) => a.container(`burn${i}`, burn, "-m", "16m"))),
  },
  {
    name: "CPU: 20 loops in the shell",
    begin: (a) => a.shell(`for i in $(seq 20); do ${burn} & done; wait`),
  },
  {
    name: "disk: written and synced without end",
    begin: (a) => a.container("disk", again("dd if=/dev/zero of=/f bs=1M count=200 conv=fsync")),
  },
  {
    name: "disk: tiny files without end",
    begin: (a) => a.container("files", again(": > /tmp/$((n=(n+1)%50000))")),
  },
  {
    name: "log flood, three containers",
    begin: (a) =>
      Promise.all(["x", "y", "z"].map((name) => a.container(`log${name}`, "yes", "-m", "32m"))),
  },
  {
    name: "logs -f never read, 32 of them",
    begin: async (a) => {
      const id = await a.container("flood", "yes");
      await a.client("deaf", `/v1.41/containers/${id}/logs?follow=1&stdout=1`);
    },
  },
  {
    name: "docker run in four loops",
    begin: (a) =>
      a.shell(`for i in 1 2 3 4; do ${again("docker run --rm busybox true")} & done; wait`),
  },
  {
    name: "docker exec in four loops",
    begin: async (a) => {
      await a.container("target", "sleep 600");
      await a.shell(`for i in 1 2 3 4; do ${again("docker exec target true")} & done; wait`);
    },
  },
  {
    name: "restarts without end, five containers",
    begin: (a) =>
      Promise.all(
        Array.from({ length: 5 }, (_, i) =>
          a.container(`again${i}`, "exit 1", "--restart", "always", "-m", "16m"),
        ),
      ),
  },
  { name: "requests: /_ping as fast as can be", begin: (a) => a.client("flood", "/_ping") },
  {
    name: "requests: ps as fast as can be",
    begin: (a) => a.client("flood", "/v1.41/containers/json?all=1"),
  },
  {
    name: "requests: ps, each after the last one's answer",
    begin: (a) => a.client("in-turn", "/v1.41/containers/json?all=1"),
  },
  {
    name: "requests: ps, a connection for each",
    begin: (a) => a.client("short", "/v1.41/containers/json?all=1"),
  },
  { name: "10,000 idle connections", begin: (a) => a.client("idle") },
];
