/**
 * For Prisma's own command line, of which only `prisma generate` is used (see
 * lib/db/generate.mjs). Migrations are applied by lib/db/migrate.ts.
 */
import { defineConfig } from "prisma/config";

export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
});
