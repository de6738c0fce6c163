// Who may see a page of the account area, and what becomes of a form whose sender is no longer who they were.

import { data, redirect } from "@remix-run/node";
import type { SignedOut } from "~/accounts/session/signed-out";
import type { Member, Viewer } from "~/people/viewer";
import { readValues } from "~/platform/http/form.server";

/** The member who reads a page; a guest is asked to sign in, and comes back. */
export function getMember({ viewer }: { viewer: Viewer }, request: Request): Member {
  if (viewer.kind === "person") return viewer;
  const { pathname, search } = new URL(request.url);
  throw redirect(`/sign-in?${new URLSearchParams({ to: pathname + search })}`);
}

/**
 * The member who sent a form. One that was opened before they signed out, or as somebody else in another tab, is given back
 * with all that was typed.
 */
export async function getSender({ viewer }: { viewer: Viewer }, request: Request): Promise<Member> {
  const values = await readValues(request.clone());
  const sender = findSender(viewer, values);
  if (sender) return sender;
  const { as: _, ...typed } = values;
  const { pathname, search } = new URL(request.url);
  throw data({ signedOut: true, action: pathname + search, values: typed } satisfies SignedOut, {
    status: viewer.kind === "person" ? 409 : 401,
  });
}

/** The member whom the act on the page's handle let in. */
export function memberOf({ viewer }: { viewer: Viewer }): Member {
  if (viewer.kind === "person") return viewer;
  throw new Error("A page asks for its member, and its handle names no act: anyone may open it.");
}

/** The member who opened a form and still is who they were; null where nobody is. */
export const findSender = (viewer: Viewer, { as }: Record<string, string>): Member | null =>
  viewer.kind === "person" && (!as || as === String(viewer.id)) ? viewer : null;
