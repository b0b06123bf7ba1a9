import { expect, test } from "vitest";
import { linkMessage } from "./link-frames";
import { ListenedPorts } from "./listened-ports";

const hex = (messages: Buffer[]) => messages.map((message) => message.toString("hex"));
const said = (tag: number, ...ports: number[]) => linkMessage.ports(tag, ports).toString("hex");

test("an init that comes back is told again; one that knows nothing of ports, nothing", async () => {
  const sent: Buffer[] = [];
  const ports = new ListenedPorts((message) => sent.push(message));
  expect(await ports.set([80])).toEqual([]);
  expect(sent).toEqual([]);
  ports.linked();
  expect(hex(sent)).toEqual([said(0, 80)]);

  const answer = ports.set([80, 81]);
  ports.answered(0, [80]);
  ports.answered(1, [81]);
  expect(await answer).toEqual([81]);
  const unanswered = ports.set([]);
  ports.lost();
  expect(await unanswered).toEqual([]);
  ports.linked();
  expect(hex(sent)).toEqual([said(0, 80), said(1, 80, 81), said(2), said(0)]);
});
