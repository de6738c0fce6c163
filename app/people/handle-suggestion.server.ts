import type { Reader } from "~/platform/database/database.server";
import { handleField, MAX_HANDLE_CHARS } from "./person.schema";
import { isHandleTaken } from "./person.server";

/** More people of one name ask for themselves. */
const MAX_TRIES = 5;

/** A handle that nobody has, made of what somebody is called elsewhere; "" where nothing fits. */
export async function suggestHandle(db: Reader, nickname: string): Promise<string> {
  const base = nickname
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
