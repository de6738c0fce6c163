// The outline of a long discussion.

import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { addComment } from "~/comments/comment.server";
import { childPath } from "~/comments/thread/thread";
import { firstWords, listThreads } from "~/comments/thread/threads.server";
import { guest } from "~/people/viewer";
import { DiscussionOutline } from "~/responses/outline/outline";
import { setResponseStatus } from "~/responses/response-status.server";
import { type Deps, openDeps } from "../../factories/database";
import { buildReply, createPost, NOW } from "../../factories/posts";

const day = (number: number) => new Date(NOW.getTime() + number * 86_400_000);

/** Threads 1 (2 (3)), 4 and 5 (6), each response a day later than the one before. */
async function openDiscussion(deps: Deps) {
  const postId = await createPost(deps);
  const ids: number[] = [];
  for (const [index, to] of [null, 1, 2, null, null, 5].entries()) {
    const number = index + 1;
    const input = buildReply({ body: `Number *${number}*.`, ...(to && { to: ids[to - 1] }) });
    const text = await deps.render(input.body, { kind: "comment" });
    if (!text.ok) throw new Error(text.reason);
    const comment = { postId, input, text, idPrefix: "a" };
    const added = await deps.db.write((tx) => addComment(tx, guest, comment, day(number)));
    if (!added.ok) throw new Error(added.reason);
    ids.push(added.comment.id);
  }
  const list = async (after = "", take = 9) => {
    const { threads, more } = await listThreads(deps.db, postId, after, take);
    return { lines: threads.map(({ words, count, newest }) => [words, count, newest]), more, threads };
  };
  const hide = (number: number, status: "held" | "removed" | "spam" | "approved" = "removed") =>
    deps.db.write((tx) => setResponseStatus(tx, { kind: "comment", id: ids[number - 1] ?? 0 }, status));
  const moveTo = (number: number, createdAt: Date) =>
    deps.db.comment.update({ where: { id: ids[number - 1] ?? 0 }, data: { createdAt } });
  return { list, hide, moveTo };
}

test("each thread has its first words, the number of its responses, and the day of the newest", async () => {
  const deps = await openDeps();
  const { list, moveTo } = await openDiscussion(deps);
  await openDiscussion(deps);
  expect((await list()).lines).toEqual([
    ["Number 1.", 3, day(3)],
    ["Number 4.", 1, day(4)],
    ["Number 5.", 2, day(6)],
  ]);
  // The newest isn't the last in the order of reading, as where replies are imported.
  await moveTo(2, day(8));
  expect((await list()).lines[0]).toEqual(["Number 1.", 3, day(8)]);
});

test("a page of threads tells how many follow, and the next one goes on after it", async () => {
  const { list, hide } = await openDiscussion(await openDeps());
  const { lines, more, threads } = await list("", 1);
  expect([lines, more]).toEqual([[["Number 1.", 3, day(3)]], 2]);
  await hide(4, "held");
  expect((await list("", 1)).more).toBe(1);
  await hide(4, "approved");
  expect((await list(`${threads[0]?.path}~`)).lines).toEqual([
    ["Number 4.", 1, day(4)],
    ["Number 5.", 2, day(6)],
  ]);
  expect((await list("zzzz")).lines).toEqual([]);
});

test("counts from the page what stands on it, and from the database a thread that goes on after it", async () => {
  const deps = await openDeps();
  await openDiscussion(deps);
  const comments = [{ path: childPath("", 1), createdAt: day(9) }];
  const postId = (await deps.db.post.findFirstOrThrow({ select: { id: true } })).id;
  const countBefore = async (before: string | null) =>
    (await listThreads(deps.db, postId, "", 1, { comments, before })).threads[0]?.count;
  expect(await countBefore(childPath(childPath("", 1), 2))).toBe(3);
  expect(await countBefore(childPath("", 4))).toBe(1);
  expect(await countBefore(null)).toBe(1);
});

test.each(["held", "removed", "spam"] as const)(
  "no word of a response that is %s stands in it",
  async (status) => {
    const { list, hide } = await openDiscussion(await openDeps());
    for (const number of [1, 3, 4]) await hide(number, status);
    const { lines, threads } = await list();
    expect(lines).toEqual([
      ["", 1, day(2)],
      ["Number 5.", 2, day(6)],
    ]);
    expect(threads.map(({ placeholder }) => placeholder !== null)).toEqual([true, false]);
  },
);

test.each([
  ["short ones whole", "A few words.", "A few words."],
  ["long ones to the end of a word", `${"word ".repeat(20)}end`, `${"word ".repeat(11)}word…`],
  [
    "without the full stop before the cut",
    `${"word ".repeat(11)}two. Three four`,
    `${"word ".repeat(11)}two…`,
  ],
  ["those without spaces anywhere", "字".repeat(80), `${"字".repeat(60)}…`],
  ["no half of a character", "😀".repeat(80), `${"😀".repeat(60)}…`],
])("cuts the first words: %s", (_which, text, words) => {
  expect(firstWords(text)).toBe(words);
});

test("threads are counted up to two hundred", async () => {
  const deps = await openDeps();
  const postId = await createPost(deps);
  const threads = Array.from({ length: 203 }, (_, index) => ({
    ...{ postId, number: index + 1, path: childPath("", index + 1), createdAt: NOW },
    ...{
      source: "It.",
      html: "<p>It.</p>",
      excerpt: "It.",
      status: "approved",
      renderVersion: 1,
      guestName: "Ada",
    },
  }));
  await deps.db.comment.createMany({ data: threads.slice(0, 201) });
  expect((await listThreads(deps.db, postId, "", 1)).more).toBe(200);
  await deps.db.comment.createMany({ data: threads.slice(201) });
  expect((await listThreads(deps.db, postId, "", 1)).more).toBe(201);

  const words = (more: number) =>
    renderToStaticMarkup(
      createElement(DiscussionOutline, {
        slug: "a",
        mutedIds: new Set<number>(),
        outline: { threads: [{ ...LINE, page: 1 }], more },
      }),
    )
      .replace(/<[^>]+>/g, " ")
      .replace(/\s+/g, " ");
  expect(words(200)).toMatch(/ 201 threads .* 200 more threads/);
  expect(words(201)).toMatch(/ 201\+ threads .* 200\+ more threads/);
});

const LINE = {
  ...{ id: 1, number: 1, path: "0001", personId: null, words: "It.", placeholder: null, count: 1 },
  newest: NOW,
};
