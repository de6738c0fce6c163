// Who may see a page that not every member may, and send its forms.

import { data } from "@remix-run/node";
import { type Act, leastFor, may, type Owned } from "~/people/policy";
import { isAtLeast, ROLES, type Role } from "~/people/roles";
import type { Member, Viewer } from "~/people/viewer";
import { getMember, getSender } from "./member";

/** The member who reads a page, if they may; a guest is asked to sign in, anybody else told what it takes. */
export function getPermitted(context: { viewer: Viewer }, request: Request, act: Act, thing?: Owned): Member {
  return check(getMember(context, request), act, thing);
}

/** The member who sent a form, if they may. */
export async function getPermittedSender(
  context: { viewer: Viewer },
  request: Request,
  act: Act,
  thing?: Owned,
): Promise<Member> {
  return check(await getSender(context, request), act, thing);
}

function check(member: Member, act: Act, thing?: Owned): Member {
  if (may(member, act, thing)) return member;
  const isForOthers = may(member, act);
  throw data(
    isForOthers
      ? "You can’t do this to your own account. Ask another administrator."
      : explainRole(leastFor(act), member.role),
    { status: 403 },
  );
}

/** "Only editors and administrators can open this page." */
function explainRole(least: ReturnType<typeof leastFor>, own: Role): string {
  const able = ROLES.filter((role) => least !== "guest" && least !== "nobody" && isAtLeast(role, least)).map(
    (role) => `${role}s`,
  );
  const last = able.pop();
  return `Only ${able.length > 0 ? `${able.join(", ")} and ${last}` : last} can open this page. Your role is ${own}. If you need access, ask an administrator.`;
}
