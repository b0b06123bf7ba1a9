/** Where everything lies below ESCALE_DATA. Web is given `web/` and the backend's socket, no more. */
import { join } from "node:path";
import type { Owner, WorkspaceId } from "./ids";
import type { Settings } from "./settings";

export type Paths = ReturnType<typeof pathsOf>;

export function pathsOf(settings: Pick<Settings, "ESCALE_DATA" | "ESCALE_DOCKER_HOST">) {
  const data = settings.ESCALE_DATA;
  const own = join(data, "run/engine.sock");
  return {
    data,
    /** the dedicated dockerd's data root */
    engineRoot: join(data, "engine"),
    /** the engine's socket: the operator's own where ESCALE_DOCKER_HOST names one */
    engineSocket: settings.ESCALE_DOCKER_HOST?.replace(/^unix:\/\//, "") ?? own,
    enginePid: join(data, "run/engine.pid"),
    /** sockets and pid files of the programs */
    run: join(data, "run"),
    backendSocket: join(data, "run/backend.sock"),
    /** what web alone may write: the embedded database, its secret */
    web: join(data, "web"),
    database: join(data, "web/database"),
    secret: join(data, "web/secret"),
    /** where web answers the operator's command line */
    operatorSocket: join(data, "web/operator.sock"),
    logs: join(data, "logs"),
    /** what published images share, and whose name space is whose */
    registry: join(data, "registry"),
    /** owner → workspace: symbolic links named by owner (see docs/decisions) */
    owners: join(data, "owners"),
    owner: (owner: Owner) => join(data, "owners", owner),
    workspaces: join(data, "workspaces"),
    workspace: (id: WorkspaceId) => {
      const root = join(data, "workspaces", id);
      const run = join(root, "run");
      return {
        root,
        /** mounted as the learner's home */
        home: join(root, "home"),
        /** the images that the learner has published; root's alone */
        published: join(root, "published"),
        /** mounted read-only at /run/escale in the workstation */
        run,
        dockerSocket: join(run, "docker.sock"),
        terminalSocket: join(run, "terminals.sock"),
        portsSocket: join(run, "ports.sock"),
      };
    },
  };
}
