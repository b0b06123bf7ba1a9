/** Objects for the tests of this folder. */
import type { EngineContainer, EngineView } from "@/lib/protocol/engine-view";

const digits = (digit: string) => digit.repeat(64);

export function container(change: Partial<EngineContainer> = {}): EngineContainer {
  return {
    id: digits("a"),
    name: "web",
    state: "running",
    health: null,
    exitCode: null,
    outOfMemory: false,
    image: "nginx:1.27",
    imageId: `sha256:${digits("b")}`,
    command: "nginx -g daemon off;",
    createdAt: "2026-01-01T10:00:00Z",
    startedAt: "2026-01-01T10:00:00Z",
    finishedAt: null,
    restarts: 0,
    restartPolicy: "no",
    ports: [],
    mounts: [],
    networks: [],
    limits: { memoryBytes: 64 * 1024 ** 2, cpus: 1, pids: 64 },
    ...change,
  };
}

export const emptyView: EngineView = { containers: [], images: [], networks: [], volumes: [] };

/** Three minutes after the container's start. */
export const now = Date.parse("2026-01-01T10:03:00Z");
