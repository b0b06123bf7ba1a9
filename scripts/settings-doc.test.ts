import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { settingsSchema } from "@/lib/protocol/settings";
import { settingsFile, settingsText } from "./settings-doc";

test("docs/settings.md is what `npx tsx scripts/settings-doc.ts` writes", async () => {
  expect(await readFile(settingsFile, "utf8")).toBe(settingsText());
});

test("every setting is explained", () => {
  for (const name of Object.keys(settingsSchema.shape)) {
    expect(settingsText()).toMatch(new RegExp(`^\\| \`${name}\` \\| .+ \\| .{10,} \\|$`, "m"));
  }
});
