import { redirect } from "@remix-run/node";
import type { Reader } from "~/platform/database/database.server";
import { notFound } from "../not-found";

/** Leads from a response's lasting address to wherever it stands now. */
export async function leadTo(
  what: string,
  id: string | undefined,
  db: Reader,
  findAddress: (db: Reader, id: number) => Promise<string | null>,
): Promise<Response> {
  const address = id && /^[1-9]\d{0,14}$/.test(id) ? await findAddress(db, Number(id)) : null;
  if (!address) throw notFound(what);
  return redirect(address);
}
