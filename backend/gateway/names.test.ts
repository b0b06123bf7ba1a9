import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DockerError } from "./errors";
import {
  catalogueReference,
  familiar,
  fromEngineContainerName,
  fromEngineDigest,
  fromEngineReference,
  isUntagged,
  parseReference,
  toEngineContainerName,
  toEngineReference,
  unscopeText,
  untaggedRepository,
  withTag,
} from "./names";

const a = "0123456789ab";
const b = "ba9876543210";

const part = fc.stringMatching(/^[a-z0-9]{1,8}([._-][a-z0-9]{1,5})?$/);
const host = fc.constantFrom(
  "",
  "ghcr.io/",
  "localhost/",
  "localhost:5000/",
  "a-b.example:443/",
  "docker.io/",
);
const tag = fc.stringMatching(/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,20}$/);
const reference = fc
  .tuple(host, fc.array(part, { minLength: 1, maxLength: 4 }), tag)
  .map(([domain, parts, version]) => `${domain}${parts.join("/")}:${version}`)
  .filter((text) => !/^[^/]*\.[^/]*\//.test(text) || !text.startsWith("docker.io/"));

describe("image references", () => {
  test("come back as they were given", () => {
    fc.assert(
      fc.property(reference, (text) => {
        const parsed = parseReference(text);
        expect(fromEngineReference(a, toEngineReference(a, parsed))).toBe(familiar(parsed));
        expect(fromEngineReference(b, toEngineReference(a, parsed))).toBeUndefined();
      }),
    );
  });

  test("two different ones never meet", () => {
    fc.assert(
      fc.property(reference, reference, (one, two) => {
        const [x, y] = [parseReference(one), parseReference(two)];
        fc.pre(familiar(x) !== familiar(y));
        expect(toEngineReference(a, x)).not.toBe(toEngineReference(a, y));
      }),
    );
  });

  test.each([
    ["nginx", "docker.io", "library/nginx"],
    ["docker.io/nginx", "docker.io", "library/nginx"],
    ["index.docker.io/library/nginx", "docker.io", "library/nginx"],
    ["me/app", "docker.io", "me/app"],
    ["localhost:5000/app", "localhost:5000", "app"],
    ["ghcr.io/x/y", "ghcr.io", "x/y"],
  ])("%s is %s %s", (text, domain, path) => {
    expect(parseReference(text)).toEqual({ domain, path });
  });

  test.each([
    "",
    "Nginx",
    "a//b",
    "/a",
    "a/",
    "../a",
    "a:b:c",
    "a b",
    "a@b",
    "nginx@sha256:12",
    "-a",
    "a\u0000b",
    "a\nb",
    "ſ",
    "0".repeat(64),
    `a/${"b/".repeat(6)}c`,
    "EXAMPLE.com/a",
  ])("refuses %j", (text) => {
    expect(() => parseReference(text)).toThrow(DockerError);
  });

  test("nothing a learner writes reaches the platform's namespace", () => {
    const forged = parseReference("escale/catalogue/nginx");
    expect(toEngineReference(a, forged)).toBe(`escale/w-${a}/docker.io/escale/catalogue/nginx`);
    expect(catalogueReference(withTag(forged))).toBeUndefined();
  });

  test("the catalogue offers plain names only", () => {
    expect(catalogueReference(parseReference("nginx:1.27"))).toBe("escale/catalogue/nginx:1.27");
    expect(catalogueReference(parseReference("ghcr.io/library/nginx"))).toBeUndefined();
  });

  test("by digest they have a name of their own, which is no tag's", () => {
    const digest = `sha256:${"0123456789abcdef".repeat(4)}`;
    const name = `registre.escale/loutre-7k3m9qa/site@${digest}`;
    const engine = toEngineReference(a, parseReference(name));
    expect(fromEngineDigest(a, engine)).toBe(name);
    expect(fromEngineReference(a, engine)).toBeUndefined();
    expect(fromEngineDigest(b, engine)).toBeUndefined();
    expect(fromEngineDigest(a, toEngineReference(a, parseReference("x:digests")))).toBeUndefined();
    expect(unscopeText(a, `No such image: ${engine}`)).toBe(`No such image: ${name}`);
  });

  test("hidden references stay hidden", () => {
    const hidden = `${untaggedRepository(a, "0".repeat(32))}:latest`;
    expect(isUntagged(a, hidden)).toBe(true);
    expect(fromEngineReference(a, hidden)).toBeUndefined();
  });
});

describe("container names", () => {
  test("come back as they were given, to their tenant alone", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-zA-Z0-9][a-zA-Z0-9_.-]{1,60}$/), (name) => {
        const scoped = toEngineContainerName(a, name);
        expect(fromEngineContainerName(a, `/${scoped}`)).toBe(name);
        expect(fromEngineContainerName(b, scoped)).toBeUndefined();
      }),
    );
  });

  test("one that looks scoped stays within its own scope", () => {
    expect(toEngineContainerName(a, `${b}.web`)).toBe(`${a}.${b}.web`);
  });

  test.each(["", "a", "/", "a/b", "..", "a b", "a\n", "é", "wеb", "a%2e", "x".repeat(1000)])(
    "refuses %j",
    (name) => {
      expect(() => toEngineContainerName(a, name)).toThrow(DockerError);
    },
  );
});

test("the engine's sentences lose scope, catalogue and host paths", () => {
  expect(unscopeText(a, `The container name "/${a}.web" is in use`)).toBe(
    'The container name "/web" is in use',
  );
  expect(unscopeText(a, `No such image: escale/w-${a}/docker.io/library/nginx:latest`)).toBe(
    "No such image: nginx:latest",
  );
  expect(unscopeText(a, `conflict: escale/w-${b}/docker.io/library/secret:1 used`)).not.toContain(
    "secret",
  );
  expect(unscopeText(a, "open /srv/data/engine/100000.100000/overlay2/abc/merged: no")).toBe(
    "open /var/lib/docker/abc/merged: no",
  );
});
