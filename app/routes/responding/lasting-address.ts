import { redirect } from "@remix-run/node";
import type { DatabaseClient } from "~/platform/database/database.server";
import { readRowId } from "~/platform/database/row-id";
import { notFound } from "../not-found";

/** Leads from a response's lasting address to wherever it stands now. */
export async function leadTo(
  what: string,
  id: string | undefined,
  db: DatabaseClient,
  findAddress: (db: DatabaseClient, id: number) => Promise<string | null>,
): Promise<Response> {
  const rowId = readRowId(id);
  const address = rowId === null ? null : await findAddress(db, rowId);
  if (!address) throw notFound(what);
  return redirect(address);
}
