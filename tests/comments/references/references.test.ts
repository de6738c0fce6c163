import { expect, test } from "vitest";
import { renderCommentAgain } from "~/comments/comment-rendering.server";
import { eraseWords } from "~/comments/moderation/comment-status.server";
import { checkMentions } from "~/comments/references/mention-check.server";
import { exportMentions } from "~/comments/references/mention-export.server";
import { listNewestComments } from "~/comments/shown-comments.server";
import { leave } from "~/flows/accounts/leave.server";
import { renamePerson } from "~/people/person.server";
import { setResponseStatus } from "~/responses/response-status.server";
import { openDeps } from "../../factories/database";
import { createMember } from "../../factories/people";
import { createComment, createPost, NOW } from "../../factories/posts";

const LATER = new Date(NOW.getTime() + 60 * 60 * 1000);
const MUCH_LATER = new Date(NOW.getTime() + 2 * 60 * 60 * 1000);

/** A post with a response by Ada. */
async function openConversation() {
  const deps = await openDeps();
  const { db } = deps;
  const ada = await createMember(db, "ada", { name: "Ada Lovelace" });
  const postId = await createPost(deps, { slug: "a-post", title: "A post" });
  const quotedId = await createComment(deps, postId, { body: "Words of mine" }, { viewer: ada });
  const read = async (id: number) => {
    const comment = (await listNewestComments(db, postId, null, 50)).find((one) => one.id === id);
    return { html: comment?.html ?? "", tags: comment?.tags ?? [] };
  };
  const quote = (href: string, at = LATER) =>
    createComment(deps, postId, { body: `> [x](${href}):\n>\n> Words` }, { now: at });
  return { ...deps, deps, ada, postId, quotedId, read, quote };
}

const sourceIn = (html: string) => /<p class="quote-source">(.*?)<\/p>/.exec(html)?.[1];

test("a mention is a link to the person by the handle of today, and words once they have left", async () => {
  const { deps, db, ada, postId, read } = await openConversation();
  const id = await createComment(deps, postId, { body: "Hello @Ada and @nobody" });
  const at = `person:${ada.id}`;
  expect(await read(id)).toEqual({
    html: '<p>Hello <a class="mention" href="/people/ada" dir="ltr">@ada</a> and @nobody</p>',
    tags: [at],
  });
  await db.write((tx) => renamePerson(tx, ada.id, { name: "Ada", handle: "countess" }));
  expect((await read(id)).html).toContain('href="/people/countess" dir="ltr">@countess</a>');
  // Whoever types the earlier handle means the same person.
  const second = await createComment(deps, postId, { body: "@ada" });
  expect((await read(second)).html).toContain("@countess</a>");
  await leave({ ...deps, mail: null } as never, ada, "anonymise", LATER);
  expect((await read(id)).html).toBe("<p>Hello @Ada and @nobody</p>");
  expect(await db.mention.count()).toBe(0);
});

test("a text keeps its mentions when it is rendered again, and one from before gets none", async () => {
  const { deps, db, ada, postId, read } = await openConversation();
  const id = await createComment(deps, postId, { body: "@ada and @grace" });
  await createMember(db, "grace");
  const old = await createComment(deps, postId, { body: "@ken" });
  await db.mention.deleteMany({ where: { commentId: old } });
  for (const comment of await db.comment.findMany({ where: { id: { in: [id, old] } } }))
    await renderCommentAgain(deps, comment, async () => {});
  expect((await read(id)).html).toBe(
    '<p><a class="mention" href="/people/ada" dir="ltr">@ada</a> and @grace</p>',
  );
  expect((await read(old)).html).toBe("<p>@ken</p>");
  expect(await db.mention.findMany({ select: { personId: true, commentId: true } })).toEqual([
    { personId: ada.id, commentId: id },
  ]);
});

test("a quotation says who wrote it, by the name of today", async () => {
  const { db, ada, postId, quotedId, quote, read } = await openConversation();
  const id = await quote(`/comments/${quotedId}`);
  const by = (name: string) => `<a href="/comments/${quotedId}"><bdi>${name}</bdi> wrote in 1</a>:`;
  const { html, tags } = await read(id);
  expect(sourceIn(html)).toBe(by("Ada Lovelace"));
  expect(tags).toEqual([`post:${postId}`, `person:${ada.id}`]);
  await db.write((tx) => renamePerson(tx, ada.id, { name: "<Countess>", handle: "ada" }));
  expect(sourceIn((await read(id)).html)).toBe(by("&lt;Countess&gt;"));
});

test("a quotation of what was edited since says that it is from an earlier version", async () => {
  const { db, quotedId, quote, read } = await openConversation();
  const before = await quote(`/comments/${quotedId}`);
  await db.comment.update({ where: { id: quotedId }, data: { editedAt: MUCH_LATER } });
  const after = await quote(`/comments/${quotedId}`, MUCH_LATER);
  const isOfEarlier = async (id: number) => (await read(id)).html.includes("earlier version");
  expect((await read(before)).html).toContain(
    `, from <a href="/comments/${quotedId}/history" rel="nofollow">an earlier version</a>:`,
  );
  expect(await isOfEarlier(after)).toBe(false);
  // Whoever edits the text that quotes has the new version before them.
  await db.comment.update({ where: { id: before }, data: { editedAt: MUCH_LATER } });
  expect(await isOfEarlier(before)).toBe(false);
  // So with a passage that a moderator cuts.
  const cutAt = new Date(MUCH_LATER.getTime() + 1);
  await db.comment.update({ where: { id: quotedId }, data: { cutAt } });
  expect([await isOfEarlier(before), await isOfEarlier(after)]).toEqual([true, true]);
});

test("a quotation of what nobody can read names nobody", async () => {
  const { db, quotedId, quote, read } = await openConversation();
  const id = await quote(`/comments/${quotedId}`);
  const says = async () => sourceIn((await read(id)).html);
  const set = (status: "held" | "removed" | "approved") =>
    db.write((tx) => setResponseStatus(tx, { kind: "comment", id: quotedId }, status));
  await set("held");
  expect(await says()).toBe("From a comment that isn’t available:");
  await set("removed");
  expect(await says()).toBe(`From <a href="/comments/${quotedId}">a comment removed by a moderator</a>:`);
  await set("approved");
  await db.write((tx) => eraseWords(tx, [quotedId]));
  expect(await says()).toBe(`From <a href="/comments/${quotedId}">a deleted comment</a>:`);
  await db.comment.delete({ where: { id: quotedId } });
  expect(await says()).toBe("From a deleted comment:");
});

test("a quotation of a hidden response that never had a place, or whose post is withdrawn, doesn't tell that it is hidden", async () => {
  const { deps, db, quote, read } = await openConversation();
  const other = await createPost(deps, { slug: "other" });
  const [removed, neverShown] = [await createComment(deps, other), await createComment(deps, other)];
  const ids = [await quote(`/comments/${removed}`), await quote(`/comments/${neverShown}`)];
  await db.comment.updateMany({ where: { postId: other }, data: { status: "removed" } });
  await db.comment.update({ where: { id: neverShown }, data: { number: null } });
  const says = () => Promise.all(ids.map(async (id) => sourceIn((await read(id)).html)));
  const unavailable = "From a comment that isn’t available:";
  expect(await says()).toEqual([
    `From <a href="/comments/${removed}">a comment removed by a moderator</a>:`,
    unavailable,
  ]);
  await db.post.update({ where: { id: other }, data: { status: "withdrawn" } });
  expect(await says()).toEqual([unavailable, unavailable]);
});

test("a quotation of a withdrawn post, of a draft's address, of a later comment and of an id that no row has", async () => {
  const { deps, db, postId, quote, read } = await openConversation();
  const other = await createPost(deps, { slug: "other", title: "O & P", writers: ["ken", "grace"] });
  const says = async (id: number) => sourceIn((await read(id)).html);
  const ids = { own: await quote("/posts/a-post#p-abcdef"), other: await quote("/posts/other") };
  expect(await says(ids.own)).toBe('<a href="/posts/a-post#p-abcdef"><bdi>ken</bdi> wrote in the post</a>:');
  expect(await says(ids.other)).toBe(
    '<a href="/posts/other"><bdi>ken</bdi> and <bdi>grace</bdi> wrote in <cite dir="auto">O &amp; P</cite></a>:',
  );
  const writers = await db.person.findMany({ where: { handle: { in: ["ken", "grace"] } } });
  expect((await read(ids.other)).tags.toSorted()).toEqual(
    [`post:${other}`, ...writers.map(({ id }) => `person:${id}`)].sort(),
  );
  const response = await quote(`/comments/${await createComment(deps, other, {})}`);
  expect(await says(response)).toContain('wrote in 1 on <cite dir="auto">O &amp; P</cite></a>:');
  await db.post.update({ where: { id: other }, data: { status: "withdrawn" } });
  const unavailable = "From a post that isn’t available:";
  expect([await says(ids.other), await says(await quote("/posts/never-was"))]).toEqual([
    unavailable,
    unavailable,
  ]);
  expect(await says(response)).toBe("From a comment that isn’t available:");
  const later = await createComment(deps, postId, {}, { now: MUCH_LATER });
  expect(await says(await quote(`/comments/${later}`))).toBe("From a comment that isn’t available:");
  expect((await read(await quote("/comments/9999999999"))).html).toContain(
    '<a href="/comments/9999999999">x</a>:',
  );
});

test("a person's export has the mentions of them that everyone can read, and no others", async () => {
  const { deps, db, ada, postId } = await openConversation();
  await createMember(db, "grace");
  const withdrawn = await createPost(deps, { source: "@ada" });
  const shown = await createPost(deps, { slug: "shown", source: "@ada and @grace" });
  const comment = await createComment(deps, postId, { body: "@ada" });
  const held = await createComment(deps, postId, { body: "@ada, held" });
  await createComment(deps, withdrawn, { body: "@ada" });
  await createComment(deps, postId, { body: "@grace" });
  await db.comment.update({ where: { id: held }, data: { status: "held" } });
  await db.post.update({ where: { id: withdrawn }, data: { status: "withdrawn" } });
  expect(await db.mention.count({ where: { personId: ada.id } })).toBe(5);
  const of = { personId: ada.id, accountId: ada.accountId };
  const files: unknown[] = [];
  for await (const file of exportMentions.files({ db, siteUrl: "" } as never, of as never, NOW as never))
    files.push(...(file as unknown as { json: { address: string }[] }).json.map(({ address }) => address));
  expect(files).toEqual(["/posts/shown", `/comments/${comment}`]);
  expect(shown).toBeGreaterThan(withdrawn);
});

test("check finds mentions of which the text has none, and deletes them", async () => {
  const { deps, db, ada, postId } = await openConversation();
  const id = await createComment(deps, postId, { body: "@ada" });
  expect(await checkMentions(db)).toEqual([]);
  await db.comment.update({ where: { id }, data: { html: "<p>x</p>" } });
  const [wrong] = await checkMentions(db);
  expect(wrong?.problem).toBe("is of @ada, whom its text doesn’t mention");
  await db.write(async (tx) => wrong?.repair?.(tx));
  expect(await db.mention.count({ where: { personId: ada.id } })).toBe(0);
  // Somebody who has left, of whom a mention was left over.
  await createComment(deps, postId, { body: "@ada, again" });
  await db.person.update({ where: { id: ada.id }, data: { status: "gone" } });
  expect((await checkMentions(db)).map(({ problem }) => problem)).toEqual(["is of somebody who has left"]);
});
