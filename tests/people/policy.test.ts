// Who may do what, written out by hand: a change of the rules is a change here.

import { expect, test } from "vitest";
import { ACTS, type Act, may } from "~/people/policy";
import { ROLES } from "~/people/roles";
import { guest, type Viewer } from "~/people/viewer";

const ME = 7;

const viewers: Viewer[] = [
  guest,
  ...ROLES.map((role) => ({
    ...{ kind: "person" as const, id: ME, accountId: 1, sessionId: 1, handle: "me", name: "Me" },
    role,
  })),
];

/** For guest, reader, contributor, author, editor, administrator: to what is others’, and to what is their own. */
const TABLE: Record<Act, [others: string, own: string]> = {
  "post.read": ["yes yes yes yes yes yes", "yes yes yes yes yes yes"],
  "post.write": ["no no yes yes yes yes", "no no yes yes yes yes"],
  "post.see-draft": ["no no no no yes yes", "no no yes yes yes yes"],
  "post.edit-draft": ["no no no no yes yes", "no no yes yes yes yes"],
  "post.submit": ["no no no no yes yes", "no no yes yes yes yes"],
  "post.publish": ["no no no no yes yes", "no no no yes yes yes"],
  "post.edit-published": ["no no no no yes yes", "no no no yes yes yes"],
  "post.withdraw": ["no no no no yes yes", "no no no yes yes yes"],
  "response.write": ["yes yes yes yes yes yes", "yes yes yes yes yes yes"],
  "response.edit": ["no no no no yes yes", "no yes yes yes yes yes"],
  "response.remove": ["no no no no yes yes", "no yes yes yes yes yes"],
  "response.moderate": ["no no no no yes yes", "no no no no yes yes"],
  "person.list": ["no no no no no yes", "no no no no no yes"],
  "person.invite": ["no no no no no yes", "no no no no no yes"],
  "person.change-role": ["no no no no no yes", "no no no no no no"],
  "person.deactivate": ["no no no no no yes", "no no no no no no"],
  "person.edit": ["no no no no no yes", "no yes yes yes yes yes"],
  "account.manage": ["no no no no no no", "no yes yes yes yes yes"],
  "site.settle": ["no no no no no yes", "no no no no no yes"],
};

const answers = (act: Act, ownerIds: number[]) =>
  viewers.map((viewer) => (may(viewer, act, { ownerIds }) ? "yes" : "no")).join(" ");

test.each(Object.entries(TABLE) as [Act, [string, string]][])("%s", (act, [others, own]) => {
  expect({ others: answers(act, [8, 9]), own: answers(act, [8, ME]) }).toEqual({ others, own });
});

test("the table has every act", () => {
  expect(Object.keys(TABLE)).toEqual(ACTS);
});

test("what is nobody’s is not one’s own", () => {
  for (const act of ACTS) expect(answers(act, [])).toBe(TABLE[act][0]);
});
