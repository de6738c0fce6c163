// Who may do what to what: the one table. An act stands here while a page of the site asks it, on its `handle`; those that are planned
// stand in docs/decisions/0041.

import { isAtLeast, ROLES, type Role } from "./roles";
import type { Viewer } from "./viewer";

/** The least role that a rule takes. */
type Least = "guest" | Role | "nobody";

interface Rule {
  /** To do it to anything. */
  any: Least;
  /** To do it to what is one's own, where that takes another role. */
  own?: Least;
}

const RULES = {
  /** Reply to a post or a response. */
  "response.write": { any: "guest" },
  "response.remove": { any: "nobody", own: "reader" },
  /** See everyone's e-mail address, role and whether the account is active. */
  "person.list": { any: "administrator" },
  "person.invite": { any: "administrator" },
  /** Not one's own, so that a site never loses its last administrator by a slip. */
  "person.change-role": { any: "administrator", own: "nobody" },
  /** Deactivate and reactivate. */
  "person.deactivate": { any: "administrator", own: "nobody" },
  /** Profile, ways to sign in, devices, export and leaving: always of one's own account, since no page takes another's. */
  "account.manage": { any: "reader" },
  "settings.update": { any: "administrator" },
} satisfies Record<string, Rule>;

export type Act = keyof typeof RULES;
export const ACTS = Object.keys(RULES) as Act[];

/** Whose a thing is: people, by their ids. */
export interface Owned {
  ownerIds: readonly number[];
}

/** The least role that may do something to some thing at all. */
export const leastFor = (act: Act): Least => ordered(RULES[act])[0] ?? "nobody";

/** Whether the viewer may do something to this thing or, without one, to things that are not theirs. */
export function may(viewer: Viewer, act: Act, thing?: Owned): boolean {
  const { any, own }: Rule = RULES[act];
  const isOwn = viewer.kind === "person" && (thing?.ownerIds.includes(viewer.id) ?? false);
  return reaches(viewer, isOwn ? (own ?? any) : any);
}

/** Whether there can be a thing to which the viewer may do something: what is asked before the thing is known. */
export const mayToSome = (viewer: Viewer, act: Act): boolean =>
  ordered(RULES[act]).some((least) => reaches(viewer, least));

/** What a rule takes, the least first. */
const ordered = ({ any, own = any }: Rule): Least[] =>
  ORDER.filter((least) => least === any || least === own);

const ORDER: Least[] = ["guest", ...ROLES, "nobody"];

function reaches(viewer: Viewer, least: Least): boolean {
  if (least === "nobody") return false;
  if (least === "guest") return true;
  return viewer.kind === "person" && isAtLeast(viewer.role, least);
}
