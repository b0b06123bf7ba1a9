import { expect, test } from "vitest";
import { engineInfoSchema, safeguards } from "./engine";

const sound = {
  ServerVersion: "20.10.24",
  LiveRestoreEnabled: true,
  SecurityOptions: ["name=seccomp,profile=default", "name=userns"],
  MemoryLimit: true,
  SwapLimit: true,
  PidsLimit: true,
  CpuCfsQuota: true,
};
const verdicts = (info: object) =>
  Object.fromEntries(
    safeguards(engineInfoSchema.parse(info)).map(({ subject, verdict }) => [subject, verdict]),
  );

test("a sound engine has nothing to mend", () => {
  expect(new Set(Object.values(verdicts(sound)))).toEqual(new Set(["ok"]));
});

test.each([
  [{ MemoryLimit: false }, "limit: memory", "broken"],
  [{ PidsLimit: false }, "limit: pids", "broken"],
  [{ CpuCfsQuota: false }, "limit: cpu", "broken"],
  [{ SwapLimit: false }, "limit: swap", "weak"],
  [{ SecurityOptions: ["name=userns"] }, "seccomp", "broken"],
  [{ SecurityOptions: ["name=seccomp,profile=default"] }, "user namespaces", "weak"],
  [{ SecurityOptions: null }, "seccomp", "broken"],
  [{ LiveRestoreEnabled: false }, "live-restore", "weak"],
])("%j: %s is %s, with what to do", (change, subject, verdict) => {
  const all = safeguards(engineInfoSchema.parse({ ...sound, ...change }));
  const found = all.find((finding) => finding.subject === subject);
  expect(found?.verdict).toBe(verdict);
  expect(found?.remedy).toBeTruthy();
});
