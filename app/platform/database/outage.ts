// What can befall a database that is no fault of the code: told from its errors, whichever database it is and whoever asked.

export type Outage = "full" | "read-only" | "damaged" | "no database" | "unreachable";

/** By how the code begins: SQLite's, PostgreSQL's, the system's, Prisma's. */
const TROUBLES: [RegExp, Outage][] = [
  // Where the disk is full, SQLite can't lengthen what its processes share either.
  [/^(SQLITE_FULL|SQLITE_IOERR_SHM|53100|ENOSPC)/, "full"],
  [/^(SQLITE_READONLY|25006|EROFS)/, "read-only"],
  [/^(SQLITE_CORRUPT|XX00[12])/, "damaged"],
  [/^SQLITE_NOTADB/, "no database"],
  [
    /^(SQLITE_CANTOPEN|SQLITE_IOERR|08|57P0|53300|ECONN|ETIMEDOUT|EPIPE|P1001|P1002|P1008|P1017|P2024)/,
    "unreachable",
  ],
];

/** How a connection says that it was cut, where it has no code to say it by. */
const CUT = /Connection terminated|Server has closed the connection|timeout exceeded when trying to connect/i;

/** Null where the error is another's, such as ours. */
export function outageOf(error: unknown): Outage | null {
  for (const { code, message } of layersOf(error)) {
    const known = TROUBLES.find(([pattern]) => pattern.test(code));
    if (known) return known[1];
    if (CUT.test(message)) return "unreachable";
  }
  return null;
}

/** An error and those inside it: Prisma's holds the adapter's, which holds the database's own. */
function layersOf(error: unknown): { code: string; message: string }[] {
  const layers: { code: string; message: string }[] = [];
  // Somewhat deeper than they are seen to be, and an end to those that hold themselves.
  for (let inner = error; typeof inner === "object" && inner !== null && layers.length < 6; ) {
    const layer = inner as Partial<Record<string, unknown>>;
    layers.push({ code: String(layer.originalCode ?? layer.code ?? ""), message: String(layer.message) });
    inner = layer.cause ?? (layer.meta as Record<string, unknown> | undefined)?.driverAdapterError;
  }
  return layers;
}
