import { expect, test } from "vitest";
import { commandFor, folderOf, isCompose, isDockerfile, languageOf, nameOf } from "./paths";

test("the parts of a path", () => {
  expect([nameOf("a/b/c"), folderOf("a/b/c"), nameOf("a"), folderOf("a")]).toEqual([
    ...["c", "a/b", "a", ""],
  ]);
});

test("languages by name", () => {
  expect(["Dockerfile", "app/Dockerfile.dev", "web.dockerfile"].every(isDockerfile)).toBe(true);
  expect(["compose.yaml", "x/docker-compose.yml", "compose.dev.yaml"].every(isCompose)).toBe(true);
  expect([languageOf("a/compose.yaml"), languageOf(".bashrc"), languageOf("LICENSE")]).toEqual([
    ...["yaml", "shell", "plaintext"],
  ]);
});

test("the commands that are typed, with nothing of a name left to the shell", () => {
  expect(commandFor("app/Dockerfile")?.command).toBe("cd ~/app && docker build -t app .");
  expect(commandFor("Dockerfile")?.command).toBe("cd ~ && docker build -t mon-image .");
  expect(commandFor("a b/x.dockerfile")?.command).toBe(
    "cd ~/'a b' && docker build -f x.dockerfile -t a-b .",
  );
  expect(commandFor("$(reboot)/compose.yaml")?.command).toBe(
    "cd ~/'$(reboot)' && docker compose up",
  );
  expect(commandFor("a'b/compose.yaml")?.command).toBe("cd ~/'a'\\''b' && docker compose up");
  expect(commandFor("index.html")).toBeNull();
});
