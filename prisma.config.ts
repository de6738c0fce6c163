import { fileURLToPath } from "node:url";
import { defineConfig } from "prisma/config";

// Prisma's CLI would download a native schema engine; prisma/schema-engine.mjs stands in for it, so that every one of its
// commands works with the npm registry alone (docs/decisions/0003).
process.env.PRISMA_SCHEMA_ENGINE_BINARY ||= fileURLToPath(
  new URL("./prisma/schema-engine.mjs", import.meta.url),
);
process.env.CHECKPOINT_DISABLE ||= "1";

export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
  datasource: { url: process.env.DATABASE_URL || "file:./data/longtable.db" },
});
