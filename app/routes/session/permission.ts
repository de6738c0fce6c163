// The act on a page's handle, asked before its loader and its action run.

import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { type Act, leastFor, may, mayToSome, type Owned } from "~/people/policy";
import { isAtLeast, ROLES, type Role } from "~/people/roles";
import { guest, type Member } from "~/people/viewer";
import { readValues } from "~/platform/http/form.server";
import type { PageHandle } from "../page-handle";
import { findSender, getMember, getSender } from "./member";
import { refuseScript, refuseSignedOut } from "./script-answer";

/**
 * Lets the reader of a page in, or throws: a guest is asked to sign in and comes back; a member whose role doesn't reach is told
 * with 403 which do.
 */
export function admitReader({ act }: PageHandle, { context, request }: LoaderFunctionArgs): void {
  if (!act || mayToSome(guest, act)) return;
  const member = getMember(context, request);
  if (!mayToSome(member, act)) throw data(explainRole(act, member.role), { status: 403 });
}

/**
 * Lets the sender of a form in, or throws: 401 to a guest and 409 to a member who opened the form as somebody else, each with what was
 * typed; 403 to a member whose role doesn't reach.
 */
export async function admitSender(
  { act, answersScript = false }: PageHandle,
  { context, request }: ActionFunctionArgs,
): Promise<void> {
  if (!act || mayToSome(guest, act)) return;
  const sender = answersScript
    ? findSender(context.viewer, await readValues(request.clone()))
    : await getSender(context, request);
  if (!sender) throw refuseSignedOut();
  if (mayToSome(sender, act)) return;
  const reason = explainRole(act, sender.role);
  throw answersScript ? refuseScript(403, { form: reason }) : data(reason, { status: 403 });
}

/** Throws 403 where a member may not do something to a thing, whose owners are read from the database. */
export function requirePermission(member: Member, act: Act, thing?: Owned): void {
  if (may(member, act, thing)) return;
  const reason = may(member, act)
    ? "You can’t do this to your own account. Ask another administrator."
    : explainRole(act, member.role);
  throw data(reason, { status: 403 });
}

/** "Only editors and administrators can open this page." */
function explainRole(act: Act, own: Role): string {
  const least = leastFor(act);
  const able = ROLES.filter((role) => least !== "guest" && least !== "nobody" && isAtLeast(role, least)).map(
    (role) => `${role}s`,
  );
  const last = able.pop();
  return `Only ${able.length > 0 ? `${able.join(", ")} and ${last}` : last} can open this page. Your role is ${own}. If you need access, ask an administrator.`;
}
