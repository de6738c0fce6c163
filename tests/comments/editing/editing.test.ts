import { expect, test } from "vitest";
import { EDIT_MINUTES, type Editable, isEditTold, whyNotEditable } from "~/comments/editing/editing";
import { NOW } from "../../factories/posts";

const after = (minutes: number) => new Date(NOW.getTime() + minutes * 60 * 1000);

const comment = (overrides: Partial<Editable> = {}): Editable => ({
  ...{ status: "approved", number: 1, replyCount: 0, createdAt: NOW, editedAt: null },
  ...overrides,
});

const WAITING = { status: "held", number: null };

test.each<[string, Partial<Editable>, number, string | null]>([
  ["an unanswered comment, a year later", {}, 525_600, null],
  ["an answered one, just before the time ends", { replyCount: 1 }, EDIT_MINUTES - 0.01, null],
  ["an answered one, when the time has ended", { replyCount: 1 }, EDIT_MINUTES, "comment.answered"],
  ["a held one", WAITING, 1_000, null],
  ["one that was held later and is answered", { status: "held", replyCount: 2 }, 1_000, "comment.answered"],
  ["a removed one", { status: "removed" }, 1, "comment.hidden"],
  ["one taken for spam", { status: "spam" }, 1, "comment.hidden"],
])("says whether %s may be edited", (_which, overrides, minutes, reason) => {
  expect(whyNotEditable(comment(overrides), after(minutes))).toBe(reason);
});

test.each<[string, Partial<Editable>, number, boolean]>([
  ["in the fifteenth minute", {}, EDIT_MINUTES - 0.01, false],
  ["in the sixteenth", {}, EDIT_MINUTES, true],
  ["early, with a reply", { replyCount: 1 }, 1, true],
  ["early, after an edit that was told", { editedAt: after(1) }, 2, true],
  ["while it waits for its first approval", WAITING, 1_000, false],
  ["while it is held again", { status: "held" }, 1_000, true],
])("says whether readers are told of an edit %s", (_when, overrides, minutes, told) => {
  expect(isEditTold(comment(overrides), after(minutes))).toBe(told);
});
