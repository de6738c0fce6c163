// Prisma's compilers of queries, which it publishes without types.

declare module "@prisma/client/runtime/query_compiler_small_bg.*.mjs" {
  export class QueryCompiler {
    /** Compiles a query, as JSON, to a plan. */
    compile(request: string): object;
    compileBatch(request: string): object;
  }
}
