// Who joins with a passkey, by what they typed into the form to join.

import type { AppLoadContext } from "@remix-run/node";
import { emailSchema, joinWithoutPasswordSchema } from "~/accounts/account.schema";
import { findJoinLink } from "~/accounts/joining/join.server";
import { isHandleTaken } from "~/people/person.server";
import { type FormRefusal, parseForm } from "~/platform/http/form.server";
import { explainAccountRefusal } from "../../session/refusals";

export interface Joiner {
  name: string;
  handle: string;
  /** Where the link carries none. */
  email?: string | undefined;
}

/** Reads it, and says at once what is wrong with it: a device should make no passkey for what is refused afterwards. */
export async function readJoiner(
  request: Request,
  secret: string,
  { db, now }: AppLoadContext,
): Promise<{ ok: true; joiner: Joiner } | { ok: false; status: number; errors: FormRefusal["errors"] }> {
  const link = await findJoinLink(db, secret, now());
  if (!link.ok) return { ok: false, status: 410, errors: { form: explainAccountRefusal(link.reason) } };
  const { email, personId } = link.invitation;
  const schema = email ? joinWithoutPasswordSchema : emailSchema.extend(joinWithoutPasswordSchema.shape);
  const form = await parseForm(request, schema);
  if (!form.ok) return { ok: false, status: 422, errors: form.errors };
  if (await isHandleTaken(db, form.value.handle, personId))
    return { ok: false, status: 422, errors: { handle: explainAccountRefusal("account.handle-taken") } };
  return { ok: true, joiner: form.value };
}
