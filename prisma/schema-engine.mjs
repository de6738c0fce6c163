#!/usr/bin/env node
// Stands in for Prisma's native schema engine, which npm does not ship: answers the CLI's JSON-RPC on standard input with
// the same engine compiled to WebAssembly, over the driver adapters. docs/decisions/0003 says why.
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { createInterface } from "node:readline";
import { setTimeout } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import { MIGRATIONS_TABLE } from "./migrations-table.mjs";
import { providerOf } from "./provider.mjs";

const require = createRequire(import.meta.url);

/** @param {string} url */
function adapterFor(url) {
  if (providerOf(url) === "postgresql") return adaptPostgres(url);
  const file = url.replace(/^file:/, "");
  if (file !== ":memory:") mkdirSync(path.dirname(path.resolve(file)), { recursive: true });
  return runWholeScripts(new PrismaBetterSqlite3({ url }));
}

/**
 * Passes the URL in parts, because the driver would use a whole URL's database even for a shadow one.
 * @param {string} url
 */
function adaptPostgres(url) {
  const { hostname, port, username, password, pathname, searchParams } = new URL(url);
  const factory = new PrismaPg({
    host: hostname || searchParams.get("host") || "localhost",
    port: Number(port) || 5432,
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    database: decodeURIComponent(pathname.slice(1)),
    max: 1,
  });
  return readCatalogue(factory);
}

const CHAR_OID = 18;
const VARCHAR_OID = 1043;

/** The engine reads catalogue columns of the type "char", which the driver adapter doesn't know. */
function readCatalogue(/** @type {any} */ factory) {
  for (const connect of ["connect", "connectToShadowDb"]) {
    const original = factory[connect].bind(factory);
    factory[connect] = async () => {
      const adapter = await original();
      if (connect === "connectToShadowDb") adapter.dispose = () => dropShadow(factory, adapter);
      /** @type {any[]} */
      let fields = [];
      const perform = adapter.performIO.bind(adapter);
      adapter.performIO = async (/** @type {any} */ query) => {
        const result = await perform(query);
        fields = (result.fields ?? []).map((/** @type {any} */ field) => {
          const isChar = field.dataTypeID === CHAR_OID;
          if (isChar) field.dataTypeID = VARCHAR_OID;
          return { isChar };
        });
        return result;
      };
      const read = adapter.queryRaw.bind(adapter);
      adapter.queryRaw = async (/** @type {any} */ query) => {
        const result = await read(query);
        for (const [index, { isChar }] of fields.entries())
          if (isChar) result.columnTypes[index] = ColumnTypeEnum.Character;
        return result;
      };
      return adapter;
    };
  }
  return factory;
}

/** How often dropping is tried before connections are ended by force, and the pause in milliseconds. */
const DROPS = 100;
const DROP_PAUSE_MS = 50;

/** The driver adapter would drop a shadow database while its own pool still holds it. The server takes a moment to see that a connection
 *  has ended; ending it by force would be an error in the driver, which nobody catches. */
async function dropShadow(/** @type {any} */ factory, /** @type {any} */ adapter) {
  const { database } = adapter.client.options;
  await adapter.client.end();
  const administrator = await factory.connect();
  for (let left = DROPS; left >= 0; left--)
    try {
      await administrator.executeScript(`DROP DATABASE "${database}"${left === 0 ? " WITH (FORCE)" : ""}`);
      break;
    } catch (error) {
      if (left === 0) throw error;
      await setTimeout(DROP_PAUSE_MS);
    }
  await administrator.dispose();
}

/** The engine sends whole migration files as one query, which better-sqlite3 takes only as a script. */
function runWholeScripts(/** @type {any} */ factory) {
  for (const connect of ["connect", "connectToShadowDb"]) {
    const original = factory[connect].bind(factory);
    factory[connect] = async () => {
      const adapter = await original();
      for (const method of /** @type {const} */ (["queryRaw", "executeRaw"])) {
        const single = adapter[method].bind(adapter);
        adapter[method] = async (/** @type {any} */ query) => {
          try {
            return await single(query);
          } catch (error) {
            const isScript = /more than one statement|does not return|contains no statements/.test(
              String(/** @type {Error} */ (error).message),
            );
            if (query.args.length > 0 || !isScript) throw error;
            await adapter.executeScript(query.sql);
            return method === "queryRaw" ? { columnNames: [], columnTypes: [], rows: [] } : 0;
          }
        };
      }
      return adapter;
    };
  }
  return factory;
}

/** @type {Promise<any> | undefined} */
let wasm; // one per process, because the glue code keeps its instance in a module variable

async function loadWasm() {
  const glue = /** @type {any} */ (await import("@prisma/schema-engine-wasm/schema_engine_bg"));
  const entry = require.resolve("@prisma/schema-engine-wasm");
  const bytes = readFileSync(path.join(path.dirname(entry), "schema_engine_bg.wasm"));
  const { instance } = await WebAssembly.instantiate(bytes, { "./schema_engine_bg.js": glue });
  glue.__wbg_set_wasm(instance.exports);
  /** @type {any} */ (instance.exports).__wbindgen_start();
  return glue;
}

/**
 * The engine over one database.
 * @param {string} url a `file:` or `postgresql:` URL, or `:memory:`
 * @param {[name: string, content: string][]} datamodels
 */
export async function loadEngine(url, datamodels) {
  Object.assign(globalThis, {
    PRISMA_WASM_PANIC_REGISTRY: {
      get: () => "",
      set_message(/** @type {string} */ message) {
        throw new Error(`schema engine: ${message}`);
      },
    },
  });
  wasm ??= loadWasm();
  const glue = await wasm;
  const factory = adapterFor(url);
  // Without its table the engine would answer "no access" instead of "not initialised".
  const connection = await factory.connect();
  await connection.executeScript(MIGRATIONS_TABLE[providerOf(url)]);
  await connection.dispose();
  const bound = /** @type {any} */ (bindMigrationAwareSqlAdapterFactory(factory));
  const engine = await glue.SchemaEngine.new({ datamodels }, () => {}, bound);
  /** Replaces the engine's reference to a driver's error by the error's message. */
  const explain = (/** @type {string} */ message) =>
    message.replace(/External error id#(\d+)/g, (_, id) => {
      const { error } = bound.errorRegistry.consumeError(Number(id)) ?? {};
      return `${error?.message} ${JSON.stringify(error?.cause ?? {})}`;
    });
  return { engine, explain };
}

/** The engine's own reset leaves tables behind on SQLite. */
async function resetSqlite(/** @type {string} */ url) {
  const connection = await adapterFor(url).connect();
  const { rows } = await connection.queryRaw({
    sql: "SELECT type, name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%'",
    args: [],
    argTypes: [],
  });
  const drops = rows.map((/** @type {string[]} */ [type, name]) => `DROP ${type} IF EXISTS "${name}"`);
  await connection.executeScript(["PRAGMA foreign_keys=OFF", ...drops, MIGRATIONS_TABLE.sqlite].join(";"));
  await connection.dispose();
}

function readArguments(/** @type {string[]} */ argv) {
  /** @type {{ url: string, datamodels: [string, string][], words: string[] }} */
  const read = { url: "", datamodels: [], words: [] };
  for (let i = 0; i < argv.length; i++) {
    const word = argv[i] ?? "";
    if (word === "--datasource") read.url = JSON.parse(argv[++i] ?? "{}").url ?? "";
    else if (word === "--datamodels") {
      const file = argv[++i] ?? "";
      read.datamodels.push([file, readFileSync(file, "utf8")]);
    } else if (word.startsWith("--")) i++;
    else read.words.push(word);
  }
  return read;
}

/** Answers `cli can-connect-to-database` and similar commands: whether the database opens. */
async function answerWhetherItOpens(/** @type {string} */ url) {
  try {
    const connection = await adapterFor(url).connect();
    await connection.dispose();
    process.exit(0);
  } catch (error) {
    const fields = { message: String(/** @type {Error} */ (error).message), error_code: "P1003" };
    process.stderr.write(
      `\n${JSON.stringify({ level: "ERROR", target: "schema_engine::logger", fields })}\n`,
    );
    process.exit(1);
  }
}

async function serve() {
  const argv = process.argv.slice(2);
  if (argv.includes("--version")) return console.log("schema-engine-wasm 7.10.0");
  let { url, datamodels, words } = readArguments(argv);
  if (words[0] === "cli") return answerWhetherItOpens(url);

  const say = (/** @type {object} */ message) =>
    process.stdout.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
  /** @type {Promise<Awaited<ReturnType<typeof loadEngine>>> | undefined} */
  let ready;

  async function answer(/** @type {string} */ method, /** @type {any} */ params) {
    if (datamodels.length === 0) {
      const files = [params?.to, params?.from].flatMap((side) => side?.files ?? []);
      datamodels = files.map((file) => [file.path, file.content]);
    }
    ready ??= loadEngine(url || ":memory:", datamodels);
    const { engine } = await ready;
    if (method === "createDatabase") return { databaseName: url };
    if (method === "reset" && providerOf(url) === "sqlite") return resetSqlite(url);
    if (method === "getDatabaseVersion") return engine.version(params);
    // These two find the migrations' schema only in the cache that devDiagnostic fills.
    if (method === "evaluateDataLoss" || method === "createMigration") {
      await engine.devDiagnostic({ migrationsList: params.migrationsList, filters: params.filters });
    }
    const result = await engine[method](params);
    if (method === "diff" && result?.stdout != null) {
      say({ id: 1e9, method: "print", params: { content: result.stdout } });
    }
    return result;
  }

  let queue = Promise.resolve();
  createInterface({ input: process.stdin })
    .on("line", (line) => {
      const { id, method, params } = JSON.parse(line);
      if (!method) return;
      queue = queue.then(async () => {
        try {
          say({ id, result: (await answer(method, params)) ?? null });
        } catch (thrown) {
          const error = /** @type {any} */ (thrown);
          const explain = (await ready?.catch(() => undefined))?.explain ?? String;
          const message = explain(String(error.message ?? error));
          const data = {
            is_panic: error.name === "RuntimeError",
            message,
            error_code: error.code,
            meta: error.meta ?? null,
          };
          say({ id, error: { code: 4466, message, data } });
        }
      });
    })
    .on("close", () => queue.then(() => process.exit(0)));
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await serve();
