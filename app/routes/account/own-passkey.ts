import type { AppLoadContext } from "@remix-run/node";
import { findPasskey, type PasskeySummary } from "~/people/passkey.server";
import type { Member } from "~/people/viewer";
import { notFound } from "../not-found";

/** The passkey that an address names, of whoever asks; throws 404 where they have none of this number. */
export async function getOwnPasskey(
  { db }: AppLoadContext,
  { accountId }: Member,
  id: string | undefined,
): Promise<PasskeySummary> {
  const passkey = /^[1-9]\d{0,8}$/.test(id ?? "") ? await findPasskey(db, accountId, Number(id)) : null;
  if (!passkey) throw notFound("passkey");
  return passkey;
}
