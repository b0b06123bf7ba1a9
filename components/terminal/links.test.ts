import { describe, expect, it } from "vitest";
import { linkTarget } from "./links";

describe("a link in the terminal", () => {
  it("may lead to the web", () => {
    expect(linkTarget("https://docs.docker.com/engine/")?.host).toBe("docs.docker.com");
    expect(linkTarget("http://example.org:8080/")?.host).toBe("example.org:8080");
  });

  it.each([
    "javascript:alert(1)",
    "JAVASCRIPT:alert(1)",
    "java\nscript:alert(1)",
    "data:text/html,<script>",
    "file:///etc/passwd",
    "vscode://open",
    "ftp://example.org",
    "//example.org",
    "/api/workspace",
    "https://escale.fr@example.org/",
    "https://example.org/".padEnd(5000, "a"),
    "",
  ])("is refused as %j", (text) => {
    expect(linkTarget(text)).toBeNull();
  });

  it.each(["http://localhost:8080", "http://127.0.0.1/", "http://[::1]:3000/", "http://0.0.0.0"])(
    "says that %s is the learner's own computer",
    (text) => {
      expect(linkTarget(text)?.local).toBe(true);
    },
  );

  it("shows the host that is really asked, look-alikes in their plain form", () => {
    expect(linkTarget("https://dосker.com/")?.host).toMatch(/^xn--/);
  });
});
