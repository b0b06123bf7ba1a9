/** The backend's API, as the operator's commands use it: each answer checked by its schema. */
import { request } from "node:http";
import { createInterface } from "node:readline";
import type { z } from "zod";
import { errorStatus } from "@/lib/protocol/errors";
import { type BackendHealth, backendHealthSchema } from "@/lib/protocol/health";
import type { Owner } from "@/lib/protocol/ids";
import {
  type KeptHome,
  keptHomeSchema,
  type WorkspaceSummary,
  type WorkspaceView,
  workspaceSummarySchema,
  workspaceViewSchema,
} from "@/lib/protocol/workspace";
import { call } from "../supervisor/http";
import { OperatorError } from "../system/operator-error";
import { understood } from "./answers";

const unreachable = (socketPath: string, cause: unknown) =>
  new OperatorError(
    `the backend does not answer at ${socketPath}`,
    "is Escale running (npm start), with this same ESCALE_DATA, and may you open its socket (root may)?",
    { cause },
  );

export class Backend {
  readonly #socketPath: string;

  constructor(socketPath: string) {
    this.#socketPath = socketPath;
  }

  #send(method: string, path: string, timeoutMs: number) {
    return call({ socketPath: this.#socketPath, method, path, timeoutMs }).catch(
      (error: unknown) => {
        throw unreachable(this.#socketPath, error);
      },
    );
  }

  async #call<S extends z.ZodType>(
    method: string,
    path: string,
    schema: S,
    timeoutMs = 60_000,
  ): Promise<z.infer<S>> {
    return understood(await this.#send(method, path, timeoutMs), schema);
  }

  health(): Promise<BackendHealth> {
    return this.#call("GET", "/v1/health", backendHealthSchema);
  }

  list(): Promise<WorkspaceSummary[]> {
    return this.#call("GET", "/v1/workspaces", workspaceSummarySchema.array());
  }

  open(owner: Owner): Promise<WorkspaceView> {
    return this.#call("PUT", `/v1/owners/${owner}/workspace`, workspaceViewSchema);
  }

  remove(owner: Owner, files: "keep" | "remove"): Promise<WorkspaceView> {
    return this.#call(
      "DELETE",
      `/v1/owners/${owner}/workspace?files=${files}&by=operator`,
      workspaceViewSchema,
    );
  }

  /** Home folders that wait for their owner; measures each, which may take minutes. */
  keptHomes(): Promise<KeptHome[]> {
    return this.#call("GET", "/v1/kept-homes", keptHomeSchema.array(), 600_000);
  }

  /** Removes an owner's files unless used since `before`: then false. */
  async forget(owner: Owner, before: Date): Promise<boolean> {
    const path = `/v1/owners/${owner}/files?before=${before.toISOString()}`;
    const answer = await this.#send("DELETE", path, 60_000);
    if (answer.status === errorStatus.in_use) return false;
    understood(answer, workspaceViewSchema);
    return true;
  }

  /**
   * The views of a workspace as it changes, until `done` says true of one, which is returned.
   * Following also keeps the owner's place in line.
   */
  follow(owner: Owner, done: (view: WorkspaceView) => boolean): Promise<WorkspaceView> {
    return new Promise((resolve, reject) => {
      const outgoing = request(
        {
          socketPath: this.#socketPath,
          path: `/v1/owners/${owner}/workspace/events`,
          agent: false,
        },
        (response) => {
          createInterface({ input: response }).on("line", (line) => {
            if (!line.startsWith("data:")) return;
            const view = workspaceViewSchema.safeParse(JSON.parse(line.slice(5)));
            if (!view.success) {
              outgoing.destroy(view.error);
            } else if (done(view.data)) {
              resolve(view.data);
              outgoing.destroy();
            }
          });
          response.once("end", () => reject(new Error("the backend ended the stream")));
        },
      );
      outgoing.once("error", reject);
      outgoing.end();
    });
  }
}
