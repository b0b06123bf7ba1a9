/**
 * Writes docs/settings.md from lib/protocol/settings.ts: `npx tsx scripts/settings-doc.ts`.
 * A unit test holds the two together.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { z } from "zod";
import { settingsSchema } from "@/lib/protocol/settings";
import { root } from "./bootstrap.mjs";

export const settingsFile = join(root, "docs/settings.md");

/** Defaults that depend on the machine. */
const depends: Readonly<Record<string, string>> = {
  ESCALE_DATA: "`/var/lib/escale` as root, else `~/.local/share/escale`",
  ESCALE_VMS: "as many as there are cores",
  ESCALE_WORKSPACES: "three quarters of the memory, at 384 MiB each",
};

const propertySchema = z.looseObject({
  description: z.string().optional(),
  default: z.union([z.string(), z.number()]).optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  enum: z.array(z.string()).optional(),
});

function rows(): string[] {
  const { properties = {} } = z.toJSONSchema(settingsSchema, {
    io: "input",
    unrepresentable: "any",
  });
  return Object.entries(properties).map(([name, property]) => {
    const setting = propertySchema.parse(property);
    const fallback =
      depends[name] ?? (setting.default === undefined ? "–" : `\`${setting.default}\``);
    const range =
      setting.minimum === undefined ? "" : ` (${setting.minimum} to ${setting.maximum ?? "any"})`;
    const choice = setting.enum ? ` (${setting.enum.join(", ")})` : "";
    return `| \`${name}\` | ${fallback} | ${setting.description ?? ""}${range}${choice} |`;
  });
}

/** The whole text of docs/settings.md. */
export function settingsText(): string {
  return `# Settings

Environment variables, read once at start-up. A wrong value, or an \`ESCALE_\` variable that is not
in this list, keeps Escale from starting and is named. Sizes are bytes, or a number with \`k\`, \`m\`
or \`g\` (powers of 1024); durations a number with \`ms\`, \`s\`, \`m\`, \`h\`
or \`d\`.

<!-- made from lib/protocol/settings.ts by scripts/settings-doc.ts: change them there -->

| variable | default | what it says |
| --- | --- | --- |
${rows().join("\n")}

For example:

\`\`\`sh
ESCALE_PORT=8080 ESCALE_IDLE=2h ESCALE_WORKSPACES=30 npm start
\`\`\`
`;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  writeFileSync(settingsFile, settingsText());
}
