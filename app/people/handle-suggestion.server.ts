import type { DatabaseClient } from "~/platform/database/database.server";
import { handleField, MAX_HANDLE_CHARS } from "./person.schema";
import { isHandleTaken } from "./person.server";

/** More people of one name ask for themselves. */
const MAX_TRIES = 5;

/** A letter may be written as a few characters; the rest of a longer name is cut off anyway. */
const MAX_READ_CHARS = 4 * MAX_HANDLE_CHARS;

/** A handle that nobody has, made of what somebody is called elsewhere; "" where nothing fits. */
export async function suggestHandle(db: DatabaseClient, nickname: string): Promise<string> {
  const base = nickname
    // To take letters apart takes time with the square of their number.
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
