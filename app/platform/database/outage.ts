// Recognises database failures that are not bugs, from the errors of either database, of the system or of
// Prisma.

export type Outage = "full" | "read-only" | "damaged" | "no database" | "unreachable";

/** What a client is asked to wait. Long enough for a restart of the database; freeing a full disk takes longer anyway. */
export const RETRY_SECONDS = 60;

/** Beginnings of error codes of SQLite, PostgreSQL, the system and Prisma. */
const TROUBLES: [RegExp, Outage][] = [
  // On a full disk, SQLite can't grow its shared memory file either.
  [/^(SQLITE_FULL|SQLITE_IOERR_SHM|53100|ENOSPC)/, "full"],
  [/^(SQLITE_READONLY|25006|EROFS)/, "read-only"],
  [/^(SQLITE_CORRUPT|XX00[12])/, "damaged"],
  [/^SQLITE_NOTADB/, "no database"],
  [
    /^(SQLITE_CANTOPEN|SQLITE_IOERR|08|57P0|53300|ECONN|ETIMEDOUT|EPIPE|P1001|P1002|P1008|P1017|P2024)/,
    "unreachable",
  ],
];

/** Messages of a lost connection that has no error code. */
const CUT =
  /Connection terminated|Server has closed the connection|timeout exceeded when trying to connect|is not queryable/i;

/** Returns null for any other error, such as a bug. */
export function outageOf(error: unknown): Outage | null {
  for (const { code, message } of layersOf(error)) {
    const known = TROUBLES.find(([pattern]) => pattern.test(code));
    if (known) return known[1];
    if (CUT.test(message)) return "unreachable";
  }
  return null;
}

/** An error and its causes: Prisma's error wraps the adapter's, which wraps the database's. */
function layersOf(error: unknown): { code: string; message: string }[] {
  const layers: { code: string; message: string }[] = [];
  // A limit above the depth seen in practice, in case of circular causes.
  for (let inner = error; typeof inner === "object" && inner !== null && layers.length < 6; ) {
    const layer = inner as Partial<Record<string, unknown>>;
    layers.push({ code: String(layer.originalCode ?? layer.code ?? ""), message: String(layer.message) });
    inner = layer.cause ?? (layer.meta as Record<string, unknown> | undefined)?.driverAdapterError;
  }
  return layers;
}
