import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { docPath, routesDoc } from "./routes-doc";

test("docs/gateway.md says what the table says (npx tsx backend/gateway/routes-doc.ts)", () => {
  expect(readFileSync(docPath, "utf8")).toBe(routesDoc());
});
