import type { DatabaseClient } from "~/platform/database/database.server";
import { handleField, MAX_HANDLE_CHARS } from "../person.schema";
import { isHandleTaken } from "../person.server";

/** If more people have the same name, they choose a handle themselves. */
const MAX_TRIES = 5;

/** One character may decompose into several; the rest of a longer name would be cut anyway. */
const MAX_READ_CHARS = 4 * MAX_HANDLE_CHARS;

/** Suggests a free handle for a name at another site; "" if none fits. */
export async function suggestHandle(db: DatabaseClient, nickname: string): Promise<string> {
  const base = nickname
    // Normalisation takes time that grows with the square of the length.
    .slice(0, MAX_READ_CHARS)
    .normalize("NFKD")
    .replace(/@.*$/, "")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, MAX_HANDLE_CHARS - 2)
    .replace(/^-+|-+$/g, "");
  for (let number = 1; number <= MAX_TRIES; number++) {
    const handle = handleField().safeParse(number === 1 ? base : `${base}-${number}`);
    if (handle.success && !(await isHandleTaken(db, handle.data))) return handle.data;
  }
  return "";
}
