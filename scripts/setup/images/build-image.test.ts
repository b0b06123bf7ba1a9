import { expect, test } from "vitest";
import { splitReference } from "./build-image";

test.each([
  ["nginx", { repo: "nginx", tag: "latest" }],
  ["escale/catalogue/nginx:1.26", { repo: "escale/catalogue/nginx", tag: "1.26" }],
  ["localhost:5000/nginx", { repo: "localhost:5000/nginx", tag: "latest" }],
  ["localhost:5000/nginx:2", { repo: "localhost:5000/nginx", tag: "2" }],
])("%s", (reference, parts) => expect(splitReference(reference)).toEqual(parts));
