import { expect, test } from "vitest";
import { type Branch, childPath, nest } from "~/comments/thread/thread";
import { KeptPiece } from "~/platform/http/answer-body.server";
import { KeptBlocks } from "~/responses/kept-blocks.server";
import type { ThreadItem } from "~/responses/response";

/** Six of them make a block. */
const WORDS = "w".repeat(6 * 1024);

type Thread = Branch<ThreadItem>;

const response = (number: number, { under = "", words = WORDS } = {}) =>
  ({ path: childPath(under, number), number, words }) as unknown as ThreadItem;

const write = ({ response, replies }: Thread): string =>
  `<li>${response.number} ${(response as unknown as { words: string }).words}${replies.map(write).join("")}</li>`;

const discussion = (...numbers: number[]) => numbers.map((number) => response(number));

/** What a page shows, and its kept pieces. */
function show(
  blocks: KeptBlocks,
  responses: ThreadItem[],
  { kind = "member", isOwn = (_: Thread): boolean => false, own = write } = {},
) {
  const threads = nest(responses, 6);
  const pieces = blocks.list(threads, {
    ...{ kind, isOwn },
    write: (thread) => (isOwn(thread) ? own(thread) : write(thread)),
  });
  return {
    html: pieces.map(({ html }) => html).join(""),
    kept: pieces.filter((piece) => piece instanceof KeptPiece),
  };
}

const plain = (responses: ThreadItem[]) => nest(responses, 6).map(write).join("");

const TWELVE = discussion(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);

test("shows every thread once, in order, in blocks that the next page has as they are", () => {
  const blocks = new KeptBlocks();
  const first = show(blocks, TWELVE);
  expect(first.html).toBe(plain(TWELVE));
  expect(first.kept.length).toBe(2);
  const again = show(blocks, TWELVE);
  expect(again.html).toBe(first.html);
  expect(again.kept.every((piece, index) => piece === first.kept[index])).toBe(true);
});

test("writes the blocks anew that have something of the reader's own, and leaves them for others as they were", () => {
  const blocks = new KeptBlocks();
  const [, second] = show(blocks, TWELVE).kept;
  const reader = { isOwn: ({ response }: Thread) => response.number === 2, own: () => "<li>mine</li>" };
  for (const _ of ["once", "and again"]) {
    const own = show(blocks, TWELVE, reader);
    expect(own.html).toBe(plain(TWELVE).replace(/<li>2 w+<\/li>/, "<li>mine</li>"));
    expect(own.kept).toEqual([second]);
  }
  expect(show(blocks, TWELVE).html).toBe(plain(TWELVE));
});

test("never keeps what a reader sees as their own", () => {
  const blocks = new KeptBlocks();
  show(blocks, TWELVE, { isOwn: () => true, own: () => "<li>mine</li>" });
  expect(show(blocks, TWELVE).html).toBe(plain(TWELVE));
});

test("shows each kind of reader what it sees", () => {
  const blocks = new KeptBlocks();
  const member = show(blocks, TWELVE);
  const guest = show(blocks, TWELVE, { kind: "guest" });
  expect(guest.kept[0]).not.toBe(member.kept[0]);
});

test.each([
  ["changed", (all: ThreadItem[]) => all.with(1, response(2, { words: "other" })), 1],
  ["gone", (all: ThreadItem[]) => all.toSpliced(1, 1), 1],
  ["answered", (all: ThreadItem[]) => all.toSpliced(2, 0, response(13, { under: childPath("", 2) })), 1],
  ["the first of the page no more", (all: ThreadItem[]) => all.slice(1), 1],
  ["followed by another", (all: ThreadItem[]) => [...all, response(14)], 2],
])("once a response is %s, shows it so, and keeps the blocks without it", (_what, change, stay) => {
  const blocks = new KeptBlocks();
  const { kept } = show(blocks, TWELVE);
  const changed = change(TWELVE);
  const now = show(blocks, changed);
  expect(now.html).toBe(plain(changed));
  expect(now.kept.filter((piece) => kept.includes(piece)).length).toBe(stay);
});

test("the short end of a discussion grows instead of leaving many short blocks", () => {
  const blocks = new KeptBlocks();
  let responses = discussion(1);
  for (let number = 2; number <= 18; number++) {
    responses = [...responses, response(number)];
    expect(show(blocks, responses).html).toBe(plain(responses));
  }
  expect(show(blocks, responses).kept.length).toBeLessThanOrEqual(7);
});

test("keeps a limited number of blocks, those last made", () => {
  const blocks = new KeptBlocks();
  const few = discussion(1, 2);
  const kinds = Array.from({ length: 121 }, (_, number) => `kind ${number}`);
  const made = kinds.map((kind) => show(blocks, few, { kind }).kept[0]);
  const isKept = (number: number) => show(blocks, few, { kind: `kind ${number}` }).kept[0] === made[number];
  expect([isKept(120), isKept(1), isKept(0)]).toEqual([true, true, false]);
});
