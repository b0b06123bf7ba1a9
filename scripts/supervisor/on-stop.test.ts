import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterEach, expect, test, vi } from "vitest";

// whole node processes start here, on machines that may be busy
vi.setConfig({ testTimeout: 30_000 });

const onStop = fileURLToPath(new URL("on-stop.ts", import.meta.url));
let child: ChildProcess | null = null;
afterEach(() => {
  child?.kill("SIGKILL");
});

/** A process that stops as `first` says; resolves once it waits for signals. */
async function started(first: string) {
  const script = `
    import { onStop } from ${JSON.stringify(onStop)};
    onStop(async () => { console.log("first"); ${first} }, async () => { console.log("second"); });
    setInterval(() => {}, 1000);
    console.log("ready");`;
  const made = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", script], {
    cwd: fileURLToPath(new URL("../..", import.meta.url)),
    stdio: ["ignore", "pipe", "inherit"],
  });
  child = made;
  let output = "";
  made.stdout.on("data", (data: Buffer) => {
    output += data.toString();
  });
  const said = (text: string) => vi.waitFor(() => expect(output).toContain(text), 20_000);
  await said("ready");
  return { made, said, exited: once(made, "exit") };
}

test("one Ctrl-C stops in order and ends well", async () => {
  const { made, exited } = await started("");
  made.kill("SIGINT");
  expect(await exited).toEqual([0, null]);
});

test("a second one does not wait for what hangs", async () => {
  const { made, said, exited } = await started("await new Promise(() => {});");
  made.kill("SIGINT");
  await said("first");
  made.kill("SIGINT");
  await said("second");
  expect(await exited).toEqual([130, null]);
});

test("a stop that fails says so by its status", async () => {
  const { made, exited } = await started('throw new Error("the engine does not end");');
  made.kill("SIGTERM");
  expect(await exited).toEqual([1, null]);
});
