import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { Serial } from "./serial";

test("steps of one owner do not overlap, those of two do", async () => {
  const serial = new Serial<string>();
  const log: string[] = [];
  const step = (name: string, ms: number) => async () => {
    log.push(`${name} begins`);
    await sleep(ms);
    log.push(`${name} ends`);
  };
  await Promise.all([
    serial.run("a", step("a1", 30)),
    serial.run("a", step("a2", 1)),
    serial.run("b", step("b1", 1)),
  ]);
  expect(log.filter((line) => line.startsWith("a"))).toEqual([
    "a1 begins",
    "a1 ends",
    "a2 begins",
    "a2 ends",
  ]);
  expect(log.indexOf("b1 ends")).toBeLessThan(log.indexOf("a1 ends"));
});

test("a failed step fails for its caller and does not hold up the next", async () => {
  const serial = new Serial<string>();
  const failed = serial.run("a", () => Promise.reject(new Error("no")));
  const next = serial.run("a", async () => "done");
  await expect(failed).rejects.toThrow("no");
  await expect(next).resolves.toBe("done");
  await serial.idle();
});
