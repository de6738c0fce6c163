// Access to account pages, and forms sent by someone other than the person who opened them.

import { data, redirect } from "@remix-run/node";
import type { SignedOut } from "~/accounts/session/signed-out";
import type { Member, Viewer } from "~/people/viewer";
import { readValues } from "~/platform/http/body/form.server";

/** The member who opens a page; a guest is redirected to sign in and returns. */
export function getMember({ viewer }: { viewer: Viewer }, request: Request): Member {
  if (viewer.kind === "person") return viewer;
  const { pathname, search } = new URL(request.url);
  throw redirect(`/sign-in?${new URLSearchParams({ to: pathname + search })}`);
}

/** The member who sends a form. If they have signed out, or someone else has signed in since the form was
 *  opened, the form is given back with its values (401 or 409). */
export async function getSender({ viewer }: { viewer: Viewer }, request: Request): Promise<Member> {
  const values = await readValues(request);
  const sender = findSender(viewer, values);
  if (sender) return sender;
  const { as: _, ...typed } = values;
  const { pathname, search } = new URL(request.url);
  throw data({ signedOut: true, action: pathname + search, values: typed } satisfies SignedOut, {
    status: viewer.kind === "person" ? 409 : 401,
  });
}

/** The member, on a page whose handle has an act. */
export function memberOf({ viewer }: { viewer: Viewer }): Member {
  if (viewer.kind === "person") return viewer;
  throw new Error("A page asks for its member, and its handle names no act: anyone may open it.");
}

/** The member who opened the form, if still the same; otherwise null. */
export const findSender = (viewer: Viewer, { as }: Record<string, string>): Member | null =>
  viewer.kind === "person" && (!as || as === String(viewer.id)) ? viewer : null;
