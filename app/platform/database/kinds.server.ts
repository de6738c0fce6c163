import type { DatabaseKind } from "./kind";
import { postgresql } from "./postgresql/postgresql.server";
import { sqlite } from "./sqlite/sqlite.server";
import { providerOf } from "./url";

/** The implementation for the database at an address. */
export const kindOf = (url: string): DatabaseKind => (providerOf(url) === "postgresql" ? postgresql : sqlite);
