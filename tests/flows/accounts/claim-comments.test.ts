import { expect, test } from "vitest";
import {
  countGuestComments,
  GUEST_COMMENTS_PER_PAGE,
  listGuestComments,
} from "~/comments/guests/guest-comments.server";
import { claimComments } from "~/flows/accounts/claim-comments.server";
import { openDeps } from "../../factories/database";
import { createMember } from "../../factories/people";
import { buildReply, createComment, createPost, NOW } from "../../factories/posts";

async function openWithComments() {
  const deps = await openDeps();
  const postId = await createPost(deps);
  const mine = await createComment(deps, postId, { email: "Ada@Example.org", site: "https://ada.example" });
  const also = await createComment(deps, postId, { email: "ada@example.org" });
  const others = await createComment(deps, postId, { email: "bo@example.org" });
  const ada = await createMember(deps.db, "ada");
  const commentOf = (id: number) => deps.db.comment.findUniqueOrThrow({ where: { id } });
  deps.takeChanges();
  return { deps, db: deps.db, ada, postId, mine, also, others, commentOf };
}

test("offers guest comments with the confirmed address in any spelling, and no others", async () => {
  const { db, ada, mine, also } = await openWithComments();
  const page = await listGuestComments(db, ada.email, {});
  expect(page?.items.map(({ id }) => id)).toEqual([also, mine]);
  expect(await countGuestComments(db, ada.email)).toBe(2);
});

test("claims the chosen comments and leaves the others", async () => {
  const { deps, ada, postId, mine, also, others, commentOf } = await openWithComments();
  expect(await claimComments(deps, ada, [mine, others])).toBe(1);
  expect(await commentOf(mine)).toMatchObject({
    ...{ personId: ada.id, guestName: null, guestEmail: null, guestSite: null, secretHash: null },
  });
  expect(await commentOf(also)).toMatchObject({ personId: null, guestEmail: "ada@example.org" });
  expect(await commentOf(others)).toMatchObject({ personId: null, guestEmail: "bo@example.org" });
  expect(deps.takeChanges().toSorted()).toEqual([`post:${postId}`, "responses", `said:${ada.id}`]);
});

test("claims all comments once", async () => {
  const { deps, ada, others, commentOf } = await openWithComments();
  expect(await claimComments(deps, ada, "all")).toBe(2);
  expect(await claimComments(deps, ada, "all")).toBe(0);
  expect(await commentOf(others)).toMatchObject({ personId: null });
});

test("claims a comment that the member has repeated, and keeps both", async () => {
  const { deps, db, ada, postId } = await openWithComments();
  const input = buildReply({ email: ada.email });
  await createComment(deps, postId, input);
  await createComment(deps, postId, input, { viewer: ada });
  expect(await claimComments(deps, ada, "all")).toBe(3);
  expect(await db.comment.count({ where: { personId: ada.id, source: input.body } })).toBe(2);
});

test("compares comments with the account's current address", async () => {
  const { deps, db, ada, others, commentOf } = await openWithComments();
  await db.account.update({ where: { id: ada.accountId }, data: { email: "bo@example.org" } });
  expect(await claimComments(deps, ada, "all")).toBe(1);
  expect(await commentOf(others)).toMatchObject({ personId: ada.id });
});

test("lists guest comments by page, and marks held ones", async () => {
  const { deps, db, ada, postId, mine } = await openWithComments();
  for (let count = 0; count < GUEST_COMMENTS_PER_PAGE; count++)
    await createComment(deps, postId, { email: ada.email }, { now: new Date(NOW.getTime() + count) });
  await db.comment.update({ where: { id: mine }, data: { status: "held" } });
  const first = await listGuestComments(db, ada.email, {});
  expect(first?.items).toHaveLength(GUEST_COMMENTS_PER_PAGE);
  const second = await listGuestComments(db, ada.email, first?.older ?? {});
  expect(second?.items.map(({ id, isShown }) => [id, isShown])).toContainEqual([mine, false]);
  expect([second?.items.length, second?.older]).toEqual([2, null]);
});
