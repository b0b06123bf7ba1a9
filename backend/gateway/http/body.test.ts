import { Readable } from "node:stream";
import { describe, expect, test } from "vitest";
import { refuseBody } from "./body";

/** Whether a body is let pass, unread, where none belongs. */
async function passes(text: string, query: string, contentType?: string): Promise<boolean> {
  const bytes = Readable.from(text === "" ? [] : [Buffer.from(text)]);
  try {
    await refuseBody({ bytes, contentType, contentEncoding: undefined }, query);
    return true;
  } catch {
    return false;
  }
}

describe("a body where none belongs", () => {
  test.each([
    ["", "", undefined],
    ["", "t=1", "application/json"],
    ['{"t":1}', "t=1", "application/json"],
    ['{"fromImage":"x","tag":"1"}', "fromImage=x&tag=1", "application/json"],
    // only its names are looked at, and the query's value counts
    ['{"t":9}', "t=1", "application/json"],
  ])("%s after ?%s passes", async (text, query, type) => {
    expect(await passes(text, query, type)).toBe(true);
  });

  test.each([
    ["t=2", "t=1", "application/x-www-form-urlencoded"],
    ['{"t":1}', "t=1", undefined],
    ['{"t":1}', "t=1", "text/plain"],
    ['{"HostConfig":{"Privileged":true}}', "", "application/json"],
    ['{"t":1,"HostConfig":{}}', "t=1", "application/json"],
    ['{"T":1}', "t=1", "application/json"],
    ['["t"]', "t=1", "application/json"],
    ['"t"', "t=1", "application/json"],
    ["null", "t=1", "application/json"],
    ['{"t":1', "t=1", "application/json"],
    ['{"t":1}{"t":2}', "t=1", "application/json"],
    [`{"t":"${"x".repeat(70_000)}"}`, "t=1", "application/json"],
  ])("%s after ?%s is refused", async (text, query, type) => {
    expect(await passes(text, query, type)).toBe(false);
  });
});
