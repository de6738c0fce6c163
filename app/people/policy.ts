// Who may do what to what: the one table. A page asks may(), and nothing else decides.

import { isAtLeast, type Role } from "./roles";
import type { Viewer } from "./viewer";

/** The least that somebody must be. */
type Least = "guest" | Role | "nobody";

interface Rule {
  /** To do it to anything. */
  any: Least;
  /** To do it to what is theirs, where that takes less. */
  own?: Least;
}

const RULES = {
  "post.read": { any: "guest" },
  /** Begin one. */
  "post.write": { any: "contributor" },
  "post.see-draft": { any: "editor", own: "contributor" },
  "post.edit-draft": { any: "editor", own: "contributor" },
  /** Hand it to the editors. */
  "post.submit": { any: "editor", own: "contributor" },
  "post.publish": { any: "editor", own: "author" },
  /** What is published others have answered: from then on it takes an author. */
  "post.edit-published": { any: "editor", own: "author" },
  "post.withdraw": { any: "editor", own: "author" },
  "response.write": { any: "guest" },
  "response.edit": { any: "editor", own: "reader" },
  "response.remove": { any: "editor", own: "reader" },
  /** See what is held, and approve it or not. */
  "response.moderate": { any: "editor" },
  /** See their addresses, roles and whether they are active. */
  "person.list": { any: "administrator" },
  "person.invite": { any: "administrator" },
  /** Nobody changes their own, so that a site never loses its last administrator by a slip. */
  "person.change-role": { any: "administrator", own: "nobody" },
  "person.deactivate": { any: "administrator", own: "nobody" },
  /** Name, a few lines, link. */
  "person.edit": { any: "administrator", own: "reader" },
  /** Ways to sign in, devices, everything of theirs to take along, leaving. */
  "account.manage": { any: "nobody", own: "reader" },
  "site.settle": { any: "administrator" },
} satisfies Record<string, Rule>;

export type Act = keyof typeof RULES;
export const ACTS = Object.keys(RULES) as Act[];

/** Whose a thing is: people, by their ids. */
export interface Owned {
  ownerIds: readonly number[];
}

/** What somebody must be for something, at the least. */
export const leastFor = (act: Act): Least => RULES[act].any;

/** Whether somebody may do something: to this thing or, without one, to things that are not theirs. */
export function may(viewer: Viewer, act: Act, thing?: Owned): boolean {
  const { any, own }: Rule = RULES[act];
  const isOwn = viewer.kind === "person" && (thing?.ownerIds.includes(viewer.id) ?? false);
  return reaches(viewer, isOwn ? (own ?? any) : any);
}

function reaches(viewer: Viewer, least: Least): boolean {
  if (least === "nobody") return false;
  if (least === "guest") return true;
  return viewer.kind === "person" && isAtLeast(viewer.role, least);
}
