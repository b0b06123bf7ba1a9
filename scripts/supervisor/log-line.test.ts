import { expect, test } from "vitest";
import { logLine } from "./log-line";

test("a structured line is kept as it is and read as time, program, level, message, workspace", () => {
  const line = JSON.stringify({
    level: 50,
    time: "2026-01-02T03:04:05.000Z",
    msg: "cannot open",
    workspace: "0123456789ab",
    err: { message: "no space left" },
  });
  const { json, readable } = logLine("backend", line);
  expect(json).toBe(line);
  expect(readable).toMatch(
    /^\d\d:\d\d:05 backend ERROR cannot open: no space left \(workspace 0123456789ab\)$/,
  );
});

test.each(["plain words", '{"half": ', "{}", '{"level":"high","time":1}', ""])(
  "what is not structured (%j) becomes a structured line with the same words",
  (line) => {
    const { json, readable } = logLine("web", line);
    expect(JSON.parse(json)).toMatchObject({ program: "web", msg: line, level: 30 });
    expect(readable).toContain(`web ${line}`);
  },
);
