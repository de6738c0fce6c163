// Who may see a page that not every member may, and send its forms.

import { data } from "@remix-run/node";
import { type Act, leastFor, may, type Owned } from "~/people/policy";
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
      ? "Nobody does this to themselves. Ask somebody else who may."
      : `This is for whoever is ${leastFor(act)} here, and you are ${member.role}. If you need it, ask an administrator.`,
    { status: 403 },
  );
}
