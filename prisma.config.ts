import { fileURLToPath } from "node:url";
import { defineConfig } from "prisma-cli/config";
import { providerOf } from "./prisma/provider.mjs";
import { SEARCH_TABLES } from "./prisma/search-tables.mjs";

// Prisma's CLI would download a native schema engine; prisma/schema-engine.mjs stands in for it, so that every one of its
// commands works with the npm registry alone (docs/decisions/0003).
process.env.PRISMA_SCHEMA_ENGINE_BINARY ||= fileURLToPath(
  new URL("./prisma/schema-engine.mjs", import.meta.url),
);
process.env.CHECKPOINT_DISABLE ||= "1";

const url = process.env.DATABASE_URL || "file:./data/longtable.db";
const provider = providerOf(url);

export default defineConfig({
  schema: `prisma/${provider}`,
  migrations: { path: `prisma/${provider}/migrations` },
  datasource: { url },
  experimental: { externalTables: true },
  tables: { external: SEARCH_TABLES[provider] },
});
