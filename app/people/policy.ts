// Who may do what: the only table of permissions. It has an act for each page that asks for one on its
// `handle`; planned acts are in docs/decisions/0041.

import { isAtLeast, type Role } from "./roles";
import type { Guest, Member, Viewer } from "./viewer";

/** The lowest role that may do something. Moderators are editors, and whoever has the right beside another
 *  role. */
type Least = "guest" | Role | "moderator" | "nobody";

interface Rule {
  /** For anything. */
  any: Least;
  /** For one's own things, if that differs. */
  own?: Least;
}

const RULES = {
  /** Reply to a post or a response. */
  "response.write": { any: "guest" },
  /** Add a picture to a response of one's own, where the site allows it. */
  "response.picture": { any: "reader" },
  /** Have people suggested to mention in a response. */
  "response.mention": { any: "reader" },
  /** Moderators never write another's words. */
  "response.edit": { any: "nobody", own: "reader" },
  "response.remove": { any: "nobody", own: "reader" },
  /** Approve, hold, hide, and what else moderators decide about responses. Never about one's own. */
  "response.moderate": { any: "moderator", own: "nobody" },
  /** Report a response or a post to the moderators. */
  "response.report": { any: "guest" },
  /** Suggest to the editors that a response become a post. Whoever wrote it can begin that, or ask. */
  "response.nominate": { any: "reader", own: "nobody" },
  /** See what members nominated, and dismiss it. */
  "nomination.list": { any: "editor" },
  /** Invite the writer of a nominated response to make it a post, as a contributor at most. */
  "person.invite-writer": { any: "editor", own: "nobody" },
  /** Decide about what may be unlawful. */
  "report.decide": { any: "administrator" },
  /** Decide who may reply to a post. Its writers may, until a moderator has. */
  "conversation.close": { any: "moderator", own: "reader" },
  /** Lock a branch of a conversation. */
  "conversation.lock": { any: "moderator" },
  /** Block people, addresses, domains and words, and end blocks. Never oneself or staff (flows/moderating/block.server.ts). */
  "block.edit": { any: "moderator" },
  /** Hide a response to a post of one's own until a moderator decides. Moderators have "response.moderate". */
  "response.hold": { any: "nobody", own: "reader" },
  /** The log of moderation with names. */
  "log.read": { any: "moderator" },
  /** Begin a post. */
  "post.write": { any: "contributor" },
  /** Read and edit what isn't published: a draft, or the working copy of a post. */
  "post.edit-draft": { any: "editor", own: "contributor" },
  /** Upload pictures and documents for one's texts. */
  "media.upload": { any: "contributor" },
  /** Describe, replace and remove uploads. */
  "media.edit": { any: "editor", own: "reader" },
  /** Hand a draft in to the editors, and take it back. */
  "post.submit": { any: "nobody", own: "contributor" },
  /** Leave notes on a draft, and return it to its writers. */
  "post.review": { any: "editor" },
  /** Publish, schedule and update. */
  "post.publish": { any: "editor", own: "author" },
  /** Others may have answered what is published, so its contributors ask an editor. */
  "post.withdraw": { any: "editor", own: "author" },
  /** Write, publish and withdraw the site's own pages, such as "About". */
  "page.edit": { any: "editor" },
  /** Choose the pages in the site's navigation, and their order. */
  "page.arrange": { any: "administrator" },
  /** Begin a series, and change its text, its order and what it announces. */
  "series.edit": { any: "editor" },
  /** Rename, describe and merge. */
  "tag.edit": { any: "editor" },
  /** Add a writer without an account, for a guest's post. */
  "person.create": { any: "editor" },
  /** Change what is said of a writer without an account. */
  "person.edit": { any: "editor" },
  /** Remove one published version, for a person who is named in it. */
  "revision.remove": { any: "editor" },
  /** Fold a person's comments for oneself. */
  "person.mute": { any: "reader", own: "nobody" },
  /** Follow a thing: as a member, or with an e-mail address. */
  "following.follow": { any: "guest" },
  /** Choose how one is told, and read what one was told. */
  "following.manage": { any: "reader" },
  /** See everyone's e-mail address, role and status. */
  "person.list": { any: "administrator" },
  "person.invite": { any: "administrator" },
  /** Never one's own, so that a site can't lose its last administrator by accident. */
  "person.change-role": { any: "administrator", own: "nobody" },
  /** Deactivate and reactivate. */
  "person.deactivate": { any: "administrator", own: "nobody" },
  /** Profile, sign-in methods, devices, export and leaving: always of one's own account, since no page takes
   *  another. */
  "account.manage": { any: "reader" },
  "settings.update": { any: "administrator" },
  /** Remove the sample blog. */
  "sample.remove": { any: "administrator" },
} satisfies Record<string, Rule>;

export type Act = keyof typeof RULES;
export const ACTS = Object.keys(RULES) as Act[];

/** The ids of a thing's owners. */
export interface Owned {
  ownerIds: readonly number[];
}

/** The lowest role that may do something to at least some things. */
export const leastFor = (act: Act): Least => ordered(RULES[act])[0] ?? "nobody";

/** What a rule needs to know of a viewer. */
export type Actor = Guest | Pick<Member, "kind" | "id" | "role" | "moderates">;

/** Whether the viewer may do something to this thing, or without one, to things of others. */
export function may(viewer: Actor, act: Act, thing?: Owned): boolean {
  const { any, own }: Rule = RULES[act];
  const isOwn = viewer.kind === "person" && (thing?.ownerIds.includes(viewer.id) ?? false);
  return reaches(viewer, isOwn ? (own ?? any) : any);
}

/** Whether the viewer may do something to at least some things; for checks before the thing is loaded. */
export const mayToSome = (viewer: Viewer, act: Act): boolean =>
  ordered(RULES[act]).some((least) => reaches(viewer, least));

/** The roles of a rule, lowest first. */
const ordered = ({ any, own = any }: Rule): Least[] =>
  ORDER.filter((least) => least === any || least === own);

/** Below editors, who are moderators too. */
const ORDER: Least[] = [
  "guest",
  "reader",
  "contributor",
  "author",
  "moderator",
  "editor",
  "administrator",
  "nobody",
];

function reaches(viewer: Actor, least: Least): boolean {
  if (least === "nobody") return false;
  if (least === "guest") return true;
  if (viewer.kind === "guest") return false;
  if (least === "moderator") return viewer.moderates || isAtLeast(viewer.role, "editor");
  return isAtLeast(viewer.role, least);
}
