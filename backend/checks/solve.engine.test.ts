/**
 * Solutions are run by the platform in workspaces that are there for proofs alone; what an author
 * writes in one reaches no more than any learner's shell.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import { solutionRunSchema } from "@/lib/protocol/checks/solution";
import { TestBackend } from "../testing/daemon";

const backend = new TestBackend({ ESCALE_WORKSPACES: "3" });

beforeAll(async () => {
  await backend.start();
  await Promise.all([backend.open("bob"), backend.open("proof-ada")]);
});
afterAll(() => backend.destroy());

const solve = (owner: string, script: string, folder: string | null = null) =>
  backend.call(
    "POST",
    `/v1/owners/${owner}/workspace/solution`,
    JSON.stringify({ folder, script }),
  );

async function ran(script: string) {
  const { status, text } = await solve("proof-ada", script);
  expect(status, text).toBe(200);
  return solutionRunSchema.parse(JSON.parse(text));
}

test("runs in a workspace for proofs and in no learner's", async () => {
  expect(await ran("echo bonjour; pwd; id -un")).toMatchObject({
    ...{ code: 0, out: "bonjour\n/home/apprenant\napprenant" },
  });
  expect((await ran("false; echo jamais")).code).toBe(1);
  const refused = await solve("bob", "touch /home/apprenant/ici");
  expect(refused.status).toBe(400);
  expect((await solve("proof-nobody", "true")).status).toBe(409);
  expect((await solve("proof-ada", "true", "../bob")).status).toBe(400);
  expect((await solve("proof-ada", "x".repeat(40_000))).status).toBe(400);
});

test("finds nothing of the platform, and of others", async () => {
  const { out } = await ran(
    [
      "docker ps --all --format '{{.Names}}'",
      "ls /run/escale /var/run/docker.sock 2>&1",
      "env",
      // the host's own, had it been reached
      "cat /var/lib/escale*/web/database/* /proc/1/environ 2>/dev/null || true",
      "curl --silent --max-time 2 http://host.docker.internal http://172.17.0.1 || echo rien",
      "timeout 3 bash -c 'exec 3<>/dev/tcp/169.254.169.254/80' 2>&1 || echo rien",
    ].join("\n"),
  );
  expect(out).not.toMatch(/ESCALE_|DATABASE_URL|BETTER_AUTH|backend\.sock|bob/);
  expect(out.match(/^rien$/gm)).toHaveLength(2);
  // an end of it all the same: what it left goes with the workspace
  await ran(
    "docker run --detach --name reste busybox sleep 600 && nohup sleep 600 >/dev/null 2>&1 &",
  );
  const gone = await backend.call("DELETE", "/v1/owners/proof-ada/workspace?files=remove");
  expect(gone.status).toBe(200);
  const view = await backend.call("GET", "/v1/owners/proof-ada/workspace");
  expect(JSON.parse(view.text)).toMatchObject({ state: "none", filesKept: false });
});
