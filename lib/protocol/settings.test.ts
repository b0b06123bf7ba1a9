import { describe, expect, it } from "vitest";
import { pathsOf } from "./paths";
import { readSettings, SettingsError } from "./settings";

describe("readSettings", () => {
  it("works with an empty environment", () => {
    const settings = readSettings({});
    expect(settings.ESCALE_PORT).toBe(3000);
    expect(settings.ESCALE_HOST).toBe("127.0.0.1");
    expect(settings.ESCALE_WORKSPACES).toBeGreaterThanOrEqual(1);
  });

  it("reads sizes in bytes and durations in ms", () => {
    const settings = readSettings({ ESCALE_WORKSPACE_MEMORY: "512m", ESCALE_IDLE: "90s" });
    expect(settings.ESCALE_WORKSPACE_MEMORY).toBe(512 * 1024 ** 2);
    expect(settings.ESCALE_IDLE).toBe(90_000);
  });

  it("treats an empty variable as unset", () => {
    expect(readSettings({ ESCALE_PORT: "" }).ESCALE_PORT).toBe(3000);
  });

  it.each([
    ["ESCALE_PORT", "0"],
    ["ESCALE_PORT", "http"],
    ["ESCALE_IDLE", "30"],
    ["ESCALE_WORKSPACE_MEMORY", "lots"],
    ["ESCALE_DATA", "relative/path"],
    ["ESCALE_DATA", `/${"x".repeat(80)}`],
    ["ESCALE_DOCKER_HOST", "tcp://127.0.0.1:2375"],
    ["ESCALE_URL", "javascript:alert(1)"],
    ["DATABASE_URL", "mysql://localhost/x"],
    ["ESCALE_WEB_USER", "../root"],
  ])("refuses %s=%s by name", (name, value) => {
    expect(() => readSettings({ [name]: value })).toThrow(SettingsError);
    expect(() => readSettings({ [name]: value })).toThrow(name);
  });

  it("refuses a misspelt setting instead of ignoring it", () => {
    expect(() => readSettings({ ESCALE_PROT: "3000" })).toThrow("ESCALE_PROT: no such setting");
  });

  it("names every problem at once", () => {
    expect(() => readSettings({ ESCALE_PORT: "x", ESCALE_IDLE: "y" })).toThrow(
      /ESCALE_PORT[\s\S]*ESCALE_IDLE/,
    );
  });
});

describe("pathsOf", () => {
  it("keeps every socket within the 107 bytes that a unix socket's path may have", () => {
    const paths = pathsOf(readSettings({ ESCALE_DATA: `/${"d".repeat(60)}` }));
    const workspace = paths.workspace("0123456789ab");
    for (const socket of [
      paths.backendSocket,
      paths.engineSocket,
      workspace.dockerSocket,
      workspace.terminalSocket,
    ]) {
      expect(Buffer.byteLength(socket)).toBeLessThanOrEqual(107);
    }
  });

  it("uses the operator's engine where one is named", () => {
    const settings = readSettings({ ESCALE_DOCKER_HOST: "unix:///run/docker.sock" });
    expect(pathsOf(settings).engineSocket).toBe("/run/docker.sock");
  });
});

it("days are a duration, and guests cannot be kept for less than their use is noted", () => {
  expect(readSettings({ ESCALE_KEEP_GUESTS: "7d" }).ESCALE_KEEP_GUESTS).toBe(7 * 86_400_000);
  expect(() => readSettings({ ESCALE_KEEP_GUESTS: "1d" })).toThrow(
    /ESCALE_KEEP_GUESTS: at least 2d/,
  );
});
