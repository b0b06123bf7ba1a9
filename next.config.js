/**
 * The site is built once into a folder of its own (`output: "standalone"`), which server/release.ts
 * completes with our server: the unprivileged user that runs it needs nothing of the clone.
 */
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL(".", import.meta.url));

/** @type {import("next").NextConfig} */
const config = {
  output: "standalone",
  outputFileTracingRoot: root,
  turbopack: { root },
  poweredByHeader: false,
  reactStrictMode: true,
  // Both run in `npm run lint`; a first start on a fresh machine need not wait for them again.
  typescript: { ignoreBuildErrors: true },
  // Loads its WebAssembly and its data from files beside it: must stay a package of its own.
  serverExternalPackages: ["@electric-sql/pglite", "pino"],
  outputFileTracingIncludes: {
    "/**": [
      "./node_modules/@electric-sql/pglite/package.json",
      "./node_modules/@electric-sql/pglite/dist/*.js",
      "./node_modules/@electric-sql/pglite/dist/*.cjs",
      "./node_modules/@electric-sql/pglite/dist/*.wasm",
      "./node_modules/@electric-sql/pglite/dist/*.data",
      // What `import next from "next"` of a custom server loads, besides what standalone traces.
      "./node_modules/next/dist/server/next.js",
      "./node_modules/next/dist/server/lib/start-server.js",
      "./node_modules/next/dist/server/lib/router-server.js",
      // The faces of what is drawn on paper (lib/pdf/faces.ts).
      "./node_modules/@fontsource/bricolage-grotesque/files/*-700-normal.woff",
      "./node_modules/@fontsource/atkinson-hyperlegible-next/files/*-[47]00-normal.woff",
    ],
  },
  outputFileTracingExcludes: {
    "/**": ["./images/**", "./backend/**", "./e2e/**", "./docs/**", "./scripts/**", "./.ci/**"],
  },
};

export default config;
