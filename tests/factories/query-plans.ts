// Plans of queries that all Prisma clients of a process share. Each client compiles every query that it is asked for the
// first time, which takes a millisecond; a site's opening and its first page are thirty, and most tests open one.

import { QueryCompiler as PostgresqlCompiler } from "@prisma/client/runtime/query_compiler_small_bg.postgresql.mjs";
import { QueryCompiler as SqliteCompiler } from "@prisma/client/runtime/query_compiler_small_bg.sqlite.mjs";
import { LRUCache } from "lru-cache";

/** Twice the size of a client's own cache. */
const MAX_PLANS = 2_000;

/** A plan depends only on the models and the query without its values, and Prisma uses one many times itself. */
function sharePlans({ prototype }: typeof SqliteCompiler | typeof PostgresqlCompiler) {
  for (const name of ["compile", "compileBatch"] as const) {
    const compile = prototype[name];
    // Modules are reset in tests that mock one, but not this package.
    if (compile.name === "compileOnce") continue;
    const plans = new LRUCache<string, object>({ max: MAX_PLANS });
    prototype[name] = function compileOnce(request) {
      const plan = plans.get(request) ?? compile.call(this, request);
      plans.set(request, plan);
      return plan;
    };
  }
}

sharePlans(SqliteCompiler);
sharePlans(PostgresqlCompiler);
