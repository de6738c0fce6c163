import type { AppLoadContext } from "@remix-run/node";
import { findPasskey, type PasskeySummary } from "~/accounts/passkey/passkey.server";
import type { Member } from "~/people/viewer";
import { readRowId } from "~/platform/database/rows/row-id";
import { notFound } from "../../not-found";

/** The member's passkey in an address; throws 404 if they have none with this id. */
export async function getOwnPasskey(
  { db }: AppLoadContext,
  { accountId }: Member,
  id: string | undefined,
): Promise<PasskeySummary> {
  const passkey = await findPasskey(db, accountId, readRowId(id) ?? 0);
  if (!passkey) throw notFound("passkey");
  return passkey;
}
