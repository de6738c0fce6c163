// Reads the form of a person who joins with a passkey.

import type { AppLoadContext } from "@remix-run/node";
import { emailSchema, joinWithoutPasswordSchema } from "~/accounts/account.schema";
import { findJoinLink } from "~/accounts/joining/join.server";
import { isHandleTaken } from "~/people/person.server";
import { type FormRefusal, parseForm } from "~/platform/http/body/form.server";
import { explainAccountRefusal } from "../../session/refusals";

export interface Joiner {
  name: string;
  handle: string;
  /** If the link has none. */
  email?: string | undefined;
}

/** Validates the form before the device creates a passkey, which would be useless after a refusal. Refuses
 *  with 410 an invalid link, 422 an invalid field. */
export async function readJoiner(
  request: Request,
  secret: string,
  { db, now }: AppLoadContext,
): Promise<{ ok: true; joiner: Joiner } | { ok: false; status: number; errors: FormRefusal["errors"] }> {
  const link = await findJoinLink(db, secret, now());
  if (!link.ok) return { ok: false, status: 410, errors: { form: explainAccountRefusal(link.reason) } };
  const { email, personId } = link.terms;
  const schema = email ? joinWithoutPasswordSchema : emailSchema.extend(joinWithoutPasswordSchema.shape);
  const form = await parseForm(request, schema);
  if (!form.ok) return { ok: false, status: 422, errors: form.errors };
  if (await isHandleTaken(db, form.value.handle, personId))
    return { ok: false, status: 422, errors: { handle: explainAccountRefusal("account.handle-taken") } };
  return { ok: true, joiner: form.value };
}
