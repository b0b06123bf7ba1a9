import { expect, test } from "vitest";
import type { PortKey } from "../ports/types";
import { linkMessage } from "./link-frames";
import { ListenedPorts } from "./listened-ports";

const hex = (messages: Buffer[]) => messages.map((message) => message.toString("hex"));
const tcp = (port: number): PortKey => ({ protocol: "tcp", port });
const said = (tag: number, ...ports: number[]) =>
  linkMessage.ports(tag, ports.map(tcp)).toString("hex");

test("an init that comes back is told again; one that knows nothing of ports, nothing", async () => {
  const sent: Buffer[] = [];
  const ports = new ListenedPorts((message) => sent.push(message));
  expect(await ports.set([tcp(80)])).toEqual([]);
  expect(sent).toEqual([]);
  ports.linked();
  expect(hex(sent)).toEqual([said(0, 80)]);

  const answer = ports.set([tcp(80), tcp(81)]);
  ports.answered(0, [tcp(80)]);
  ports.answered(1, [tcp(81)]);
  expect(await answer).toEqual([tcp(81)]);
  const unanswered = ports.set([]);
  ports.lost();
  expect(await unanswered).toEqual([]);
  ports.linked();
  expect(hex(sent)).toEqual([said(0, 80), said(1, 80, 81), said(2), said(0)]);
});
