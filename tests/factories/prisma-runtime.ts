// Prisma's runtime in the tests' processes (vitest.config.ts puts it in the place of the package). Nearly every test
// opens a database, and to make a client of it takes 25 ms of processor time: half of them read the schema for the
// compiler of queries, half decode it again for the client. So one process has one compiler, whose plans all clients
// share, and clients that were closed are opened again on another database. Nothing else differs from the package.

import type { SqlDriverAdapterFactory } from "@prisma/client/runtime/client";
import { LRUCache } from "lru-cache";
import {
  Debug,
  getPrismaClient as makeClientClass,
} from "../../node_modules/@prisma/client/runtime/client.mjs";

export * from "../../node_modules/@prisma/client/runtime/client.mjs";

// Five times for each query, Prisma reads anew whether its log is wanted.
if (!process.env.DEBUG) Debug.enabled = () => false;

interface Compiler {
  compile(request: string): object;
  compileBatch(request: string): object;
  free(): void;
}
type CompilerClass = new (options: object) => Compiler;
/** What the tests need of a configuration that Prisma generates. */
interface Config {
  compilerWasm: { getRuntime(): Promise<{ QueryCompiler: CompilerClass }> };
}
interface Client {
  $disconnect(): Promise<void>;
}
interface Options {
  adapter: SqlDriverAdapterFactory;
}

/** The class of clients. `$disconnect` ends a client for its caller: it may serve another database afterwards. */
export function getPrismaClient(config: Config): unknown {
  const compilerWasm = {
    ...config.compilerWasm,
    getRuntime: async () => shareCompiler(await config.compilerWasm.getRuntime()),
  };
  const Client = makeClientClass({ ...config, compilerWasm } as never) as unknown as new (
    options: Options,
  ) => Client;
  const idle = new Map<string, Reused[]>();

  return function PrismaClient({ adapter, ...options }: Options): Client {
    const key = JSON.stringify(options);
    const used = idle.get(key)?.pop() ?? makeReused(Client, { ...options, adapter });
    used.adapter = adapter;
    return makeHandle(used.client, () => idle.set(key, [...(idle.get(key) ?? []), used]));
  };
}

/** The client for one caller, until they disconnect it: one who still has it doesn't reach the next one's database, and
 *  what they set on it is theirs. */
function makeHandle(client: Client, onEnd: () => void): Client {
  let isOpen = true;
  const own: Client = {
    async $disconnect() {
      if (!isOpen) return;
      isOpen = false;
      await client.$disconnect();
      onEnd();
    },
  };
  return new Proxy(own, {
    has: (_own, name) => name in own || name in client,
    get(_own, name) {
      if (Object.hasOwn(own, name)) return Reflect.get(own, name);
      if (isOpen || typeof name === "symbol" || name === "then") return Reflect.get(client, name);
      throw new Error(`The database of a test was asked for ${name} after it was closed.`);
    },
  });
}

interface Reused {
  client: Client;
  adapter: SqlDriverAdapterFactory;
}

function makeReused(Client: new (options: Options) => Client, { adapter, ...options }: Options): Reused {
  const { provider, adapterName } = adapter;
  const connect = () => reused.adapter.connect();
  const client = new Client({ ...options, adapter: { provider, adapterName, connect } });
  const reused: Reused = { client, adapter };
  return reused;
}

/** Ten times the size of a client's own cache. */
const MAX_PLANS = 10_000;

/** Tells a plan that statements without lists are not to be divided. Prisma looks for a way to divide each by the number of its values:
 *  nearly half of the time in which it writes a statement, and these it leaves as they are. */
function withoutChunks(plan: object): object {
  if ("chunkable" in plan && "fragments" in plan && Array.isArray(plan.fragments))
    plan.chunkable = plan.fragments.some(({ type }) => type !== "stringChunk" && type !== "parameter");
  for (const part of Object.values(plan)) if (typeof part === "object" && part) withoutChunks(part);
  return plan;
}

/** A plan depends only on the models, the kind of database and the query without its values; Prisma uses one many
 *  times itself. */
function shareCompiler<Runtime extends { QueryCompiler: CompilerClass }>(runtime: Runtime): Runtime {
  const compilers = new Map<string, Compiler>();
  const plans = new LRUCache<string, object>({ max: MAX_PLANS });

  class SharedCompiler implements Compiler {
    readonly #key: string;

    constructor(private readonly options: object) {
      this.#key = JSON.stringify(options);
    }

    compile(request: string) {
      return this.#planOf("compile", request);
    }

    compileBatch(request: string) {
      return this.#planOf("compileBatch", request);
    }

    free() {}

    #planOf(how: "compile" | "compileBatch", request: string): object {
      const key = `${how} ${request}`;
      const plan = plans.get(key) ?? withoutChunks(this.#compiler()[how](request));
      plans.set(key, plan);
      return plan;
    }

    #compiler(): Compiler {
      const compiler = compilers.get(this.#key) ?? new runtime.QueryCompiler(this.options);
      compilers.set(this.#key, compiler);
      return compiler;
    }
  }
  return { ...runtime, QueryCompiler: SharedCompiler };
}
