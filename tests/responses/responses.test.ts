import { expect, test } from "vitest";
import { addComment } from "~/comments/comment.server";
import { guest } from "~/people/viewer";
import { findPost } from "~/posts/filed-post.server";
import { MAX_RESPONSES_PER_PAGE } from "~/responses/response-pages";
import { setResponseStatus } from "~/responses/response-status.server";
import { findCommentAddress, listResponses, responseAdded } from "~/responses/responses.server";
import { everyone } from "~/visibility/visibility.server";
import { type Deps, openDeps } from "../factories/database";
import { buildReply, createComment, createPost, NOW } from "../factories/posts";

/** All pages of a post's discussion. */
async function readDiscussion(deps: Deps, slug: string) {
  const post = await findPost(deps.db, everyone, slug);
  if (!post) throw new Error("no post");
  const first = await listResponses(deps.db, post, 1);
  if (!first) throw new Error("no page");
  const rest = Array.from({ length: first.pages - 1 }, (_, index) => listResponses(deps.db, post, index + 2));
  return { post, pages: [first, ...(await Promise.all(rest))].map((page) => page?.responses ?? []) };
}

/** Adds `count` comments as replies do, but many in one transaction, which takes half the time. `parentOf` returns the
 *  comment that one replies to. Returns their ids. */
async function addComments(
  deps: Deps,
  postId: number,
  count: number,
  parentOf: (index: number, ids: number[]) => number | undefined = () => undefined,
): Promise<number[]> {
  const text = await deps.render("A thought.", { kind: "comment" });
  if (!text.ok) throw new Error(text.reason);
  const ids: number[] = [];
  while (ids.length < count) {
    const batch = await deps.db.write(async (tx) => {
      const added = [...ids];
      while (added.length < Math.min(count, ids.length + BATCH)) {
        const input = buildReply({ to: parentOf(added.length, added) });
        const result = await addComment(tx, guest, { postId, input, text, idPrefix: "a" }, NOW);
        if (!result.ok) throw new Error(result.reason);
        await responseAdded(tx, postId, result.comment);
        added.push(result.comment.id);
      }
      return added;
    });
    ids.splice(0, ids.length, ...batch);
  }
  return ids;
}

/** A transaction ends after 15 seconds, also on a busy machine. */
const BATCH = 50;

test("lists comments and pingbacks in order of time, counted and numbered together", async () => {
  const deps = await openDeps();
  const id = await createPost(deps, { slug: "target" });
  await createComment(deps, id, { body: "First." });
  await createPost(deps, { slug: "other", title: "Other", source: "As [this](/posts/target) says." });
  await createComment(deps, id, { body: "Third." });
  await createPost(deps, { slug: "another", source: "See also /posts/target or [here](/posts/target)." });

  const { post, pages } = await readDiscussion(deps, "target");
  expect(pages[0]?.map((response) => [response.number, response.kind])).toEqual([
    [1, "comment"],
    [2, "pingback"],
    [3, "comment"],
    [4, "pingback"],
  ]);
  expect(post.responseCount).toBe(4);
});

test("lists a reply below its parent, whenever it was written", async () => {
  const deps = await openDeps();
  const id = await createPost(deps, { slug: "x" });
  const first = await createComment(deps, id, { body: "1" });
  await createComment(deps, id, { body: "2" });
  const reply = await createComment(deps, id, { body: "3 answers 1", to: first });
  await createComment(deps, id, { body: "4 answers 3", to: reply });
  await createComment(deps, id, { body: "5 answers 1", to: first });
  const { pages } = await readDiscussion(deps, "x");
  expect(pages[0]?.map((response) => response.number)).toEqual([1, 3, 4, 5, 2]);
});

test("divides a long discussion into bounded pages of whole threads, and finds every comment's page", async () => {
  const deps = await openDeps();
  const id = await createPost(deps, { slug: "long" });
  const tops = await addComments(deps, id, 22);
  // Late replies to old threads make other pages than the last overflow.
  await addComments(deps, id, 640, (reply) => tops[(reply * 7) % 22]);

  const { post, pages } = await readDiscussion(deps, "long");
  expect(post.responseCount).toBe(662);
  expect(pages.flat()).toHaveLength(662);
  expect(pages.flat().map((response) => response.path)).toEqual(
    pages
      .flat()
      .map((response) => response.path)
      .toSorted(),
  );
  for (const page of pages) expect(page.length).toBeLessThanOrEqual(MAX_RESPONSES_PER_PAGE);
  for (const page of pages) expect(page[0]?.path).toHaveLength(4);
  for (const [index, page] of pages.entries()) {
    const last = page.at(-1)?.id ?? 0;
    const query = index === 0 ? "" : `?page=${index + 1}`;
    expect(await findCommentAddress(deps.db, last)).toBe(`/posts/long${query}#comment-${last}`);
  }
  const stored = await deps.db.responsePage.findMany({
    where: { postId: id },
    orderBy: { startPath: "asc" },
  });
  expect(stored.map((page) => page.size)).toEqual(pages.map((page) => page.length));
}, 60_000);

test("continues a chain longer than a page on the next pages", async () => {
  const deps = await openDeps();
  const id = await createPost(deps, { slug: "chain" });
  await addComments(deps, id, 420, (_depth, above) => above.at(-1));
  const { pages } = await readDiscussion(deps, "chain");
  expect(pages.flat().map((response) => response.number)).toEqual(
    Array.from({ length: 420 }, (_, n) => n + 1),
  );
  expect(pages.length).toBeGreaterThan(1);
  for (const page of pages) expect(page.length).toBeLessThanOrEqual(MAX_RESPONSES_PER_PAGE);
}, 60_000);

test("returns null for a page that does not exist", async () => {
  const deps = await openDeps();
  await createPost(deps, { slug: "x" });
  const post = await findPost(deps.db, everyone, "x");
  expect(post && (await listResponses(deps.db, post, 2))).toBeNull();
});

/** A post with full pages of comments. Returns their ids by page. */
async function openLong(pageCount: number) {
  const deps = await openDeps();
  const postId = await createPost(deps, { slug: "long" });
  const pages = Array.from({ length: pageCount }, (_, page) => page * MAX_RESPONSES_PER_PAGE);
  const rows = pages.flatMap((before) =>
    Array.from({ length: MAX_RESPONSES_PER_PAGE }, (_, index) => placeOf(before + index + 1)),
  );
  const text = { source: "x", html: "<p>x</p>", excerpt: "x", renderVersion: 1, createdAt: NOW };
  await deps.db.comment.createMany({
    data: rows.map((place) => ({ ...place, ...text, postId, status: "approved" })),
  });
  await deps.db.responsePage.createMany({
    data: pages.map((before) => ({
      ...{ postId, size: MAX_RESPONSES_PER_PAGE },
      startPath: before === 0 ? "" : placeOf(before + 1).path,
    })),
  });
  await deps.db.post.update({
    where: { id: postId },
    data: { responseCount: rows.length, responseNumber: rows.length },
  });
  const made = await deps.db.comment.findMany({ orderBy: { path: "asc" }, select: { id: true } });
  const ids = pages.map((before) => made.slice(before, before + MAX_RESPONSES_PER_PAGE).map(({ id }) => id));
  return { deps, postId, ids };
}

const placeOf = (number: number) => ({ number, path: number.toString(36).padStart(4, "0") });

test.each<[string, number[], number[][]]>([
  ["the second page", [1], [[0], [2], [3]]],
  ["the last page", [3], [[0], [1], [2]]],
  ["the first page", [0], [[1], [2], [3]]],
  ["the first two pages", [0, 1], [[2], [3]]],
  ["every page", [0, 1, 2, 3], [[]]],
])("has no empty page after everything on %s is hidden", async (_what, hidden, shown) => {
  const { deps, postId, ids } = await openLong(4);
  const idsOn = (pages: number[]) => pages.flatMap((page) => ids[page] ?? []);
  await deps.db.comment.updateMany({ where: { id: { in: idsOn(hidden) } }, data: { status: "removed" } });
  const responseCount = (4 - hidden.length) * MAX_RESPONSES_PER_PAGE;
  await deps.db.post.update({ where: { id: postId }, data: { responseCount } });
  const { post, pages } = await readDiscussion(deps, "long");
  expect(pages.map((page) => page.map(({ id }) => id))).toEqual(shown.map(idsOn));
  expect(await listResponses(deps.db, post, shown.length + 1)).toBeNull();
  for (const [index, page] of shown.entries())
    for (const id of idsOn(page).slice(0, 1))
      expect(await findCommentAddress(deps.db, id)).toBe(
        `/posts/long${index === 0 ? "" : `?page=${index + 1}`}#comment-${id}`,
      );
});

test("shows a page again when one of its comments is shown again", async () => {
  const { deps, postId, ids } = await openLong(3);
  const second = ids[1] ?? [];
  await deps.db.comment.updateMany({ where: { id: { in: second } }, data: { status: "removed" } });
  await deps.db.post.update({ where: { id: postId }, data: { responseCount: 2 * MAX_RESPONSES_PER_PAGE } });
  const countPages = async () => (await readDiscussion(deps, "long")).pages.map((page) => page.length);
  expect(await countPages()).toEqual([MAX_RESPONSES_PER_PAGE, MAX_RESPONSES_PER_PAGE]);
  await deps.db.write((tx) => setResponseStatus(tx, { kind: "comment", id: second[0] ?? 0 }, "approved"));
  expect(await countPages()).toEqual([MAX_RESPONSES_PER_PAGE, 1, MAX_RESPONSES_PER_PAGE]);
});
