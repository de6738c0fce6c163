// Who may do what, written out by hand: a change of the rules is a change here.

import { expect, test } from "vitest";
import { ACTS, type Act, leastFor, may, mayToSome } from "~/people/policy";
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
  "response.write": ["yes yes yes yes yes yes", "yes yes yes yes yes yes"],
  "response.remove": ["no no no no no no", "no yes yes yes yes yes"],
  "person.list": ["no no no no no yes", "no no no no no yes"],
  "person.invite": ["no no no no no yes", "no no no no no yes"],
  "person.change-role": ["no no no no no yes", "no no no no no no"],
  "person.deactivate": ["no no no no no yes", "no no no no no no"],
  "account.manage": ["no yes yes yes yes yes", "no yes yes yes yes yes"],
  "settings.update": ["no no no no no yes", "no no no no no yes"],
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

test("an act is open to a viewer who may do it to some thing, whose ever it is", () => {
  for (const act of ACTS) {
    const [others, own] = TABLE[act].map((answers) => answers.split(" ")) as [string[], string[]];
    const some = others.map((answer, index) => (answer === "yes" ? "yes" : own[index]));
    expect([act, viewers.map((viewer) => (mayToSome(viewer, act) ? "yes" : "no"))]).toEqual([act, some]);
  }
});

test("the least role for an act is the first that may do it to some thing", () => {
  const least = ["guest", ...ROLES];
  for (const act of ACTS)
    expect([act, leastFor(act)]).toEqual([act, least[viewers.findIndex((viewer) => mayToSome(viewer, act))]]);
});
