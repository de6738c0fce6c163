import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { fingerprint } from "~/comments/editing/comment-edits.server";
import { moderateResponses } from "~/flows/moderating/moderate-responses.server";
import { savePost, withdrawPost } from "~/flows/publishing/publish-post.server";
import { editComment } from "~/flows/responding/edit-comment.server";
import { openDatabase } from "~/platform/database/database.server";
import { MAX_TOLD } from "~/responses/live/live";
import { postStatus } from "~/visibility/status";
import { newDatabaseUrl } from "../../factories/database";
import { createMember } from "../../factories/people";
import { buildPost, createComment, createPerson, createPost, NOW } from "../../factories/posts";
import { openTestSite, type TestSite } from "../../factories/site";
import { openStream } from "./event-stream";

let site: TestSite;
let url: string;
beforeAll(async () => {
  url = await newDatabaseUrl();
  site = await openTestSite({ close: "later", databaseUrl: url });
});
afterAll(() => site.close());

let posts = 0;
const newPost = () => createPost(site.services, { slug: `post-${++posts}` });
const once = async (query: string, headers: Record<string, string> = {}) =>
  (await site.get(`/live?${query}&once`, { headers })).json();

test("tells of a response that comes while a page is open, and of those that came before the stream was opened", async () => {
  const postId = await newPost();
  const first = await createComment(site.services, postId);
  const stream = await openStream(site, `post=${postId}.0`);
  expect([stream.status, stream.headers.get("content-type"), stream.headers.get("cache-control")]).toEqual([
    200,
    "text/event-stream",
    "no-store",
  ]);
  expect(await stream.next()).toEqual({ [postId]: [[1, `/comments/${first}`]] });
  const second = await createComment(site.services, postId);
  expect(await stream.next()).toEqual({ [postId]: [[2, `/comments/${second}`]] });
});

test("tells of pingbacks as of comments", async () => {
  const postId = await newPost();
  await createPerson(site.services, "linking-writer");
  const stream = await openStream(site, `post=${postId}.0`);
  const input = buildPost({
    ...{ slug: "linking", writers: ["linking-writer"] },
    source: `See [it](/posts/post-${posts}).`,
  });
  await savePost(site.services, null, input, () => postStatus.published, NOW, { personId: null });
  const { id } = await site.services.db.pingback.findFirstOrThrow({ where: { postId } });
  expect(await stream.next()).toEqual({ [postId]: [[1, `/pingbacks/${id}`]] });
});

test("tells nothing of held ones, of edits, of other posts, nor a member of their own; and of an approval", async () => {
  const [postId, other] = [await newPost(), await newPost()];
  const { db } = site.services;
  const ada = await createMember(db, `ada-${posts}`);
  const moderator = await createMember(db, `mo-${posts}`, { role: "editor" });
  const guest = await openStream(site, `post=${postId}.0`);
  const hers = await openStream(site, `post=${postId}.0`, { headers: { Cookie: ada.cookie } });
  const held = await createComment(site.services, postId);
  expect(await guest.next()).toEqual({ [postId]: [[1, `/comments/${held}`]] });
  expect(await hers.next()).toEqual({ [postId]: [[1, `/comments/${held}`]] });
  await db.comment.update({ where: { id: held }, data: { status: "held", number: null, path: null } });

  const own = await createComment(site.services, postId, { body: "Mine." }, { viewer: ada });
  expect(await guest.next()).toEqual({ [postId]: [[2, `/comments/${own}`]] });
  const edit = { body: "Mine, better.", basedOn: fingerprint("Mine.") };
  expect(await editComment(site.services, { member: ada, id: own }, edit, NOW)).toMatchObject({ ok: true });
  await createComment(site.services, other);
  const decision = { action: "approve", reason: "", words: "" } as const;
  await moderateResponses(
    site.services,
    moderator,
    [{ kind: "comment", id: held, status: "held" }],
    decision,
    NOW,
  );
  const approved = { [postId]: [[3, `/comments/${held}`]] };
  expect(await guest.next()).toEqual(approved);
  expect(await hers.next()).toEqual(approved);
});

test("hears of what another process writes", async () => {
  const postId = await newPost();
  const stream = await openStream(site, `post=${postId}.0`);
  const db = openDatabase(url);
  onTestFinished(() => db.close());
  const id = await createComment({ ...site.services, db }, postId);
  expect(await stream.next()).toEqual({ [postId]: [[1, `/comments/${id}`]] });
});

test("answers at once, once, and not at all for a post that nobody can read", async () => {
  const postId = await newPost();
  const id = await createComment(site.services, postId);
  expect(await once(`post=${postId}.0`)).toEqual({ [postId]: [[1, `/comments/${id}`]] });
  expect(await once(`post=${postId}.1`)).toEqual({});
  await withdrawPost(site.services, postId, NOW);
  expect(await once(`post=${postId}.0`)).toEqual({});
  expect((await site.get(`/live?post=${postId}.0`)).status).toBe(204);
});

test("names the first of many, and goes on after the last", async () => {
  const postId = await newPost();
  await createComment(site.services, postId);
  const { db } = site.services;
  const { id: _, ...row } = await db.comment.findFirstOrThrow({ where: { postId } });
  const stream = await openStream(site, `post=${postId}.1`);
  await db.comment.createMany({
    data: Array.from({ length: MAX_TOLD + 10 }, (_, index) => ({
      ...row,
      ...{ number: index + 2, path: `0${index + 100}`, idPrefix: `c-${postId}-${index}-`, secretHash: null },
    })),
  });
  await db.write(async (tx) => {
    await tx.db.post.update({ where: { id: postId }, data: { responseNumber: MAX_TOLD + 11 } });
    tx.invalidate(`post:${postId}`);
  });
  expect((await stream.next())?.[postId]).toHaveLength(MAX_TOLD);
  const id = await createComment(site.services, postId);
  expect(await stream.next()).toEqual({ [postId]: [[MAX_TOLD + 12, `/comments/${id}`]] });
});

test.each([
  "",
  "post=",
  "post=1",
  "post=0.0",
  "post=1.-1",
  "post=1.2.3",
  "post=99999999999.0",
  "post=1.1&post=constructor",
  Array.from({ length: 11 }, (_, id) => `post=${id + 1}.0`).join("&"),
])("refuses the query %j", async (query) => {
  expect((await site.get(`/live?${query}`)).status).toBe(400);
});

test("answers HEAD without staying open, and no POST", async () => {
  const postId = await newPost();
  const head = await site.get(`/live?post=${postId}.0`, { method: "HEAD" });
  expect([head.status, await head.text()]).toEqual([200, ""]);
  expect((await site.post(`/live?post=${postId}.0`, {})).status).toBeGreaterThanOrEqual(400);
});

test("ends its streams when the site stops, without waiting", async () => {
  const stopping = await openTestSite({ close: "later" });
  const postId = await createPost(stopping.services, { slug: "last" });
  const stream = await openStream(stopping, `post=${postId}.0`);
  const [end] = await Promise.all([stream.next(), stopping.close()]);
  expect(end).toBeNull();
});
