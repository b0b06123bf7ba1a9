import { expect, test } from "vitest";
import { shared } from "./shared";

test("one at a time, never an answer older than the question, a failure is not kept", async () => {
  const open: { resolve(value: number): void; reject(error: Error): void }[] = [];
  const ask = shared(
    () =>
      new Promise<number>((resolve, reject) => {
        open.push({ resolve, reject });
      }),
  );
  const first = ask();
  const later = [ask(), ask(), ask()];
  expect(open.length).toBe(1);
  open[0]?.reject(new Error("away"));
  await expect(first).rejects.toThrow("away");
  await Promise.resolve();
  expect(open.length).toBe(2);
  open[1]?.resolve(2);
  expect(await Promise.all(later)).toEqual([2, 2, 2]);
  const last = ask();
  open[2]?.resolve(3);
  expect(await last).toBe(3);
});
