import { redirect } from "@remix-run/node";
import type { DatabaseClient } from "~/platform/database/database.server";
import { readRowId } from "~/platform/database/rows/row-id";
import { notFound, withdrawn } from "../not-found";

/** Redirects a response's permanent address to the page that shows it now. Throws 404, or 410 while its post is withdrawn. */
export async function leadTo(
  what: string,
  id: string | undefined,
  db: DatabaseClient,
  findAddress: (db: DatabaseClient, id: number) => Promise<string | null>,
  isOnWithdrawn: (db: DatabaseClient, id: number) => Promise<boolean>,
): Promise<Response> {
  const rowId = readRowId(id);
  const address = rowId === null ? null : await findAddress(db, rowId);
  if (!address) throw rowId !== null && (await isOnWithdrawn(db, rowId)) ? withdrawn() : notFound(what);
  return redirect(address);
}
