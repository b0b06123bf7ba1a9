/** What the site is built from, so that it is built again only when that has changed. */
import { contentHash } from "../../system/content-hash";

const webSources = [
  ...["app", "components", "content", "lib", "server", "prisma", "public"],
  ...["next.config.js", "next.config.mjs", "next.config.ts", "postcss.config.js"],
  ...["postcss.config.mjs", "tsconfig.json", "package.json", "package-lock.json"],
  ...["proxy.ts", "instrumentation.ts", "mdx-components.tsx"],
];

const isTest = /\.test\.tsx?$/;

/** The hash of the site's sources: web alone, or with the backend's. */
export async function sourceHash(root: string, what: "web" | "all"): Promise<string> {
  const extra = what === "all" ? ["backend", "scripts/setup/site"] : [];
  return contentHash(root, [...webSources, ...extra], {
    skip: ["node_modules", "test-results"],
    ignore: (name) => isTest.test(name),
    extra: [process.version],
  });
}
