import { expect, test } from "vitest";
import type { Branch } from "~/comments/thread/thread";
import { markup } from "~/platform/markup";
import { foldReplies } from "~/responses/fold";
import type { ThreadItem } from "~/responses/response";

interface Reply {
  name?: string;
  personId?: number;
  placeholder?: "deleted";
  replies?: Reply[];
}

const branch = ({ replies = [], ...response }: Reply): Branch<ThreadItem> => ({
  response: { kind: "comment", number: 7, personId: null, placeholder: null, ...response } as ThreadItem,
  replies: replies.map(branch),
  parentShown: true,
  level: false,
});
const lineOf = (replies: Reply[], mutedIds: number[] = []) =>
  /<summary>(.*)<\/summary>/.exec(
    foldReplies(branch({ replies }), markup`<ol></ol>`, new Set(mutedIds)).html,
  )?.[1];

const ada = { name: "Ada", personId: 1 };
const SPOKEN = '<span class="spoken"> to response 7</span>';
const by = (names: string) => `<span class="fold-by"> by ${names}</span>${SPOKEN}`;

test.each<[string, Reply[], string]>([
  ["one", [ada], `1 reply${by("<bdi>Ada</bdi>")}`],
  ["two by one person", [{ ...ada, replies: [ada] }], `2 replies${by("<bdi>Ada</bdi>")}`],
  [
    "a member and a guest of the same name",
    [ada, { name: "Ada" }],
    `2 replies${by("<bdi>Ada</bdi> and <bdi>Ada</bdi>")}`,
  ],
  [
    "more writers than are named, below each other",
    [{ ...ada, replies: [{ name: "<Bo>", replies: [{ name: "Cy" }] }] }],
    `3 replies${by("<bdi>Ada</bdi>, <bdi>&lt;Bo&gt;</bdi> and 1 other")}`,
  ],
  [
    "places of deleted ones, which count as none",
    [{ placeholder: "deleted", name: "Someone", replies: [ada] }],
    `1 reply${by("<bdi>Ada</bdi>")}`,
  ],
])("a line above replies says how many there are and whose: %s", (_which, replies, line) => {
  expect(lineOf(replies)).toBe(line);
});

test("replies are open until their reader folds them", () => {
  const { html } = foldReplies(branch({ replies: [ada] }), markup`<ol></ol>`, new Set());
  expect(html).toMatch(/^<details class="fold" open><summary>.*<\/summary><ol><\/ol><\/details>$/);
});

test("a line above replies doesn't name people whom the reader has muted", () => {
  expect(lineOf([ada, { name: "Bo" }], [1])).toBe(`2 replies${by("<bdi>Bo</bdi> and 1 other")}`);
  expect(lineOf([ada], [1])).toBe(`1 reply${SPOKEN}`);
});

test("places of deleted replies alone have no line", () => {
  expect(
    foldReplies(branch({ replies: [{ placeholder: "deleted" }] }), markup`<ol></ol>`, new Set()).html,
  ).toBe("<ol></ol>");
});
