// The permissions of every role, written out by hand: each change of a rule shows up here.

import { expect, test } from "vitest";
import { ACTS, type Act, leastFor, may, mayToSome } from "~/people/policy";
import { ROLES } from "~/people/roles";
import { guest, type Viewer } from "~/people/viewer";

const ME = 7;

const me = {
  ...{ kind: "person" as const, id: ME, accountId: 1, sessionId: 1, handle: "me", name: "Me" },
  ...{ readMarks: true, readParts: false, visitAt: new Date(0) },
};

const viewers: Viewer[] = [
  guest,
  ...ROLES.map((role) => ({ ...me, role, moderates: false })),
  { ...me, role: "reader", moderates: true },
];

/** In the order guest, reader, contributor, author, editor, administrator, and a reader who moderates: for
 *  others' things, and for their own. */
const TABLE: Record<Act, [others: string, own: string]> = {
  "response.write": ["yes yes yes yes yes yes yes", "yes yes yes yes yes yes yes"],
  "response.picture": ["no yes yes yes yes yes yes", "no yes yes yes yes yes yes"],
  "response.mention": ["no yes yes yes yes yes yes", "no yes yes yes yes yes yes"],
  "response.edit": ["no no no no no no no", "no yes yes yes yes yes yes"],
  "response.remove": ["no no no no no no no", "no yes yes yes yes yes yes"],
  "response.moderate": ["no no no no yes yes yes", "no no no no no no no"],
  "response.report": ["yes yes yes yes yes yes yes", "yes yes yes yes yes yes yes"],
  "response.nominate": ["no yes yes yes yes yes yes", "no no no no no no no"],
  "nomination.list": ["no no no no yes yes no", "no no no no yes yes no"],
  "person.invite-writer": ["no no no no yes yes no", "no no no no no no no"],
  "report.decide": ["no no no no no yes no", "no no no no no yes no"],
  "conversation.close": ["no no no no yes yes yes", "no yes yes yes yes yes yes"],
  "conversation.lock": ["no no no no yes yes yes", "no no no no yes yes yes"],
  "block.edit": ["no no no no yes yes yes", "no no no no yes yes yes"],
  "response.hold": ["no no no no no no no", "no yes yes yes yes yes yes"],
  "log.read": ["no no no no yes yes yes", "no no no no yes yes yes"],
  "post.write": ["no no yes yes yes yes no", "no no yes yes yes yes no"],
  "post.edit-draft": ["no no no no yes yes no", "no no yes yes yes yes no"],
  "media.upload": ["no no yes yes yes yes no", "no no yes yes yes yes no"],
  "media.edit": ["no no no no yes yes no", "no yes yes yes yes yes yes"],
  "post.submit": ["no no no no no no no", "no no yes yes yes yes no"],
  "post.review": ["no no no no yes yes no", "no no no no yes yes no"],
  "post.publish": ["no no no no yes yes no", "no no no yes yes yes no"],
  "post.withdraw": ["no no no no yes yes no", "no no no yes yes yes no"],
  "page.edit": ["no no no no yes yes no", "no no no no yes yes no"],
  "page.arrange": ["no no no no no yes no", "no no no no no yes no"],
  "series.edit": ["no no no no yes yes no", "no no no no yes yes no"],
  "tag.edit": ["no no no no yes yes no", "no no no no yes yes no"],
  "person.create": ["no no no no yes yes no", "no no no no yes yes no"],
  "person.edit": ["no no no no yes yes no", "no no no no yes yes no"],
  "revision.remove": ["no no no no yes yes no", "no no no no yes yes no"],
  "person.mute": ["no yes yes yes yes yes yes", "no no no no no no no"],
  "following.follow": ["yes yes yes yes yes yes yes", "yes yes yes yes yes yes yes"],
  "following.manage": ["no yes yes yes yes yes yes", "no yes yes yes yes yes yes"],
  "person.list": ["no no no no no yes no", "no no no no no yes no"],
  "person.invite": ["no no no no no yes no", "no no no no no yes no"],
  "person.change-role": ["no no no no no yes no", "no no no no no no no"],
  "person.deactivate": ["no no no no no yes no", "no no no no no no no"],
  "account.manage": ["no yes yes yes yes yes yes", "no yes yes yes yes yes yes"],
  "settings.update": ["no no no no no yes no", "no no no no no yes no"],
  "sample.remove": ["no no no no no yes no", "no no no no no yes no"],
};

const answers = (act: Act, ownerIds: number[]) =>
  viewers.map((viewer) => (may(viewer, act, { ownerIds }) ? "yes" : "no")).join(" ");

test.each(Object.entries(TABLE) as [Act, [string, string]][])(
  "follows the table for %s",
  (act, [others, own]) => {
    expect({ others: answers(act, [8, 9]), own: answers(act, [8, ME]) }).toEqual({ others, own });
  },
);

test("lists every act in the table", () => {
  expect(Object.keys(TABLE)).toEqual(ACTS);
});

test("treats a thing without an owner as another person's", () => {
  for (const act of ACTS) expect(answers(act, [])).toBe(TABLE[act][0]);
});

test("grants an act in general to a viewer who may do it to something", () => {
  for (const act of ACTS) {
    const [others, own] = TABLE[act].map((answers) => answers.split(" ")) as [string[], string[]];
    const some = others.map((answer, index) => (answer === "yes" ? "yes" : own[index]));
    expect([act, viewers.map((viewer) => (mayToSome(viewer, act) ? "yes" : "no"))]).toEqual([act, some]);
  }
});

test("names the lowest role that may do an act", () => {
  const able = (viewer: Viewer, act: Act) => mayToSome(viewer, act);
  const [reader, moderator] = [viewers[1], viewers.at(-1)] as [Viewer, Viewer];
  for (const act of ACTS) {
    const lowest = ["guest", ...ROLES][viewers.findIndex((viewer) => able(viewer, act))];
    const least = able(moderator, act) && !able(reader, act) ? "moderator" : lowest;
    expect([act, leastFor(act)]).toEqual([act, least]);
  }
});
