// Checks the act on a page's handle before its loader and action.

import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { type Act, leastFor, may, mayToSome, type Owned } from "~/people/policy";
import { isAtLeast, ROLES, type Role } from "~/people/roles";
import { guest, type Member } from "~/people/viewer";
import { readValues } from "~/platform/http/body/form.server";
import type { PageHandle } from "../page-handle";
import { findSender, getMember, getSender } from "./member";
import { refuseScript, refuseSignedOut } from "./script-answer";

/** Admits the reader of a page. Throws a redirect to sign in for a guest, and 403 with the required roles for
 *  a member. */
export function admitReader({ act }: PageHandle, { context, request }: LoaderFunctionArgs): void {
  if (!act || mayToSome(guest, act)) return;
  const member = getMember(context, request);
  if (!mayToSome(member, act)) throw data(explainRole(act, member.role), { status: 403 });
}

/** Admits the sender of a form. Throws 401 for a guest and 409 for a member who opened the form as someone
 *  else, each with the form's values, and 403 for a role that isn't allowed. */
export async function admitSender(
  { act, answersScript = false }: PageHandle,
  { context, request }: ActionFunctionArgs,
): Promise<void> {
  if (!act || mayToSome(guest, act)) return;
  const sender = answersScript
    ? findSender(context.viewer, await readValues(request))
    : await getSender(context, request);
  if (!sender) throw refuseSignedOut();
  if (mayToSome(sender, act)) return;
  const reason = explainRole(act, sender.role);
  throw answersScript ? refuseScript(403, { form: reason }) : data(reason, { status: 403 });
}

/** Throws 403 if the member may not do this to a thing, whose owners come from the database. */
export function requirePermission(member: Member, act: Act, thing?: Owned): void {
  if (may(member, act, thing)) return;
  const reason = may(member, act)
    ? "You can’t do this to your own account. Ask another administrator."
    : explainRole(act, member.role);
  throw data(reason, { status: 403 });
}

/** A 403 to throw, for a member whose right to moderate ended since the request began. */
export const refuseModerator = ({ role }: Member) =>
  data(explainRole("response.moderate", role), { status: 403 });

/** "Only editors and administrators can open this page." */
function explainRole(act: Act, own: Role): string {
  const least = leastFor(act);
  const isAble = (role: Role) =>
    least !== "guest" && least !== "nobody" && isAtLeast(role, least === "moderator" ? "editor" : least);
  const able = ROLES.filter(isAble).map((role) => `${role}s`);
  if (least === "moderator") able.unshift("moderators");
  const last = able.pop();
  return `Only ${able.length > 0 ? `${able.join(", ")} and ${last}` : last} can open this page. Your role is ${own}. If you need access, ask an administrator.`;
}
