import type { AppLoadContext } from "@remix-run/node";
import { findPasskey, type PasskeySummary } from "~/accounts/passkey/passkey.server";
import type { Member } from "~/people/viewer";
import { readRowId } from "~/platform/database/row-id";
import { notFound } from "../../not-found";

/** The passkey that an address names, of whoever asks; throws 404 where they have none of this number. */
export async function getOwnPasskey(
  { db }: AppLoadContext,
  { accountId }: Member,
  id: string | undefined,
): Promise<PasskeySummary> {
  const passkey = await findPasskey(db, accountId, readRowId(id) ?? 0);
  if (!passkey) throw notFound("passkey");
  return passkey;
}
