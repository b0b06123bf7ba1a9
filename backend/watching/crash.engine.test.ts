/** A backend that is killed while a keyboard is shared: nobody watches or types afterwards. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { closeCodes } from "@/lib/protocol/terminal-frames";
import { pause } from "../terminals/testing/scene";
import { TestBackend } from "../testing/daemon";
import { keyboardFrame, ownWindow, TestWatch } from "./testing";

let backend: TestBackend;
beforeAll(() => {
  backend = new TestBackend();
});
afterAll(() => backend.destroy());

it("what was shared before is not after, and the old watch opens nothing", async () => {
  await backend.spawn();
  await backend.ready();
  await backend.open("lea");
  const opened = await backend.call(
    "POST",
    "/v1/owners/lea/workspace/terminals",
    '{"cols":80,"rows":24}',
  );
  const { id } = JSON.parse(opened.text);
  const before = await ownWindow(backend, "lea", id);
  const ada = new TestWatch(backend, "lea", "ada");
  await expect.poll(() => ada.view).toBeDefined();
  expect((await ada.want(true)).status).toBe(204);
  await expect.poll(() => ada.request).toBe(1);
  before.socket.send(keyboardFrame(true, ada.id, 1));
  await expect.poll(() => ada.keyboard?.state).toBe("shared");
  const screen = ada.look(id);
  await screen.live();

  await backend.kill();
  await screen.closed;
  await backend.spawn();
  await backend.ready();

  const lea = await ownWindow(backend, "lea", id);
  expect(await backend.view("GET", "lea")).not.toHaveProperty("watches");
  expect(await ada.look(id).closed).toBe(closeCodes.gone);
  expect((await ada.want(true)).status).toBe(404);
  lea.socket.send(keyboardFrame(true, ada.id, 1));
  const again = new TestWatch(backend, "lea", "ada");
  await expect.poll(() => again.keyboard).toEqual({ state: "none", last: null });
  const next = again.look(id);
  await next.live();
  next.type("touch apres-la-mort\r");
  await pause(200);
  expect(await lea.run("ls")).not.toContain("apres-la-mort");
  again.close();
  await lea.leave();
}, 120_000);
