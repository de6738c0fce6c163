import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { MAX_MUTED, mute, unmute } from "~/accounts/mute.server";
import { personPath } from "~/people/person";
import { may } from "~/people/policy";
import { readValues } from "~/platform/http/body/form.server";
import type { PageHandle } from "../../page-handle";
import { getPerson } from "../../reading/people/person-request";
import { memberOf } from "../../session/member";

export const handle: PageHandle = { act: "person.mute" };

export const loader = ({ params }: LoaderFunctionArgs) =>
  redirect(encodeURI(personPath(params.handle ?? "")));

/** Mutes or unmutes a person for the member, as the address says. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const { db } = context;
  const member = memberOf(context);
  const person = await getPerson(db, params.handle);
  const back =
    (await readValues(request)).from === "settings" ? "/settings/muted" : personPath(person.handle);
  const { accountId } = member;
  const wants = new URL(request.url).pathname.endsWith("/unmute") ? "unmute" : "mute";
  if (wants === "unmute") await db.write((tx) => unmute(tx, accountId, person.id));
  else {
    if (!may(member, "person.mute", { ownerIds: [person.id] })) throw data(OWN, 403);
    const muted = await db.write((tx) => mute(tx, { accountId, personId: person.id }, context.now()));
    if (!muted.ok) throw data(TOO_MANY, 403);
  }
  return redirect(back, 303);
}

const OWN = "You can’t mute yourself.";
const TOO_MANY = `You have muted ${MAX_MUTED} people, which is the limit. Unmute somebody first.`;

/** A default export makes this a page, so that errors are shown as pages. */
export default function Mute() {
  return null;
}
