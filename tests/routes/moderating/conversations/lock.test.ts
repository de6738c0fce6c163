// Who may reply to a post, decided over HTTP.

import { afterAll, beforeAll, expect, test } from "vitest";
import { hashSecret } from "~/accounts/token.server";
import { saveSettings } from "~/site/site.server";
import { createMember, type TestMember } from "../../../factories/people";
import { createComment, createPost } from "../../../factories/posts";
import { buildSettings } from "../../../factories/settings";
import { openTestSite, type TestSite } from "../../../factories/site";
import { alertOf, errorOf, typedIn, Visitor } from "../../../factories/visitor";

let site: TestSite;
let mo: TestMember;
let ada: TestMember;

beforeAll(async () => {
  site = await openTestSite({ close: "later" });
  mo = await createMember(site.services.db, "mo", { moderates: true });
  ada = await createMember(site.services.db, "ada");
});
afterAll(() => site.close());

let count = 0;

async function newPost(writers: string[] = []) {
  const slug = `closed-${++count}`;
  const id = await createPost(site.services, { slug, ...(writers.length > 0 && { writers }) });
  const commentId = await createComment(site.services, id);
  return {
    id,
    commentId,
    path: `/posts/${slug}`,
    lock: `/posts/${slug}/lock`,
    respond: `/posts/${slug}/respond`,
  };
}

/** A guest's page of their comment. */
async function guestOf(id: number) {
  const secret = `secret-${id}`;
  await site.services.db.comment.update({ where: { id }, data: { secretHash: hashSecret(secret) } });
  return new Visitor(site).get(`/replies/${secret}`);
}

async function close(lock: string, repliesFrom: string, closedWords = "The question is answered.") {
  const visitor = new Visitor(site, mo.cookie);
  const basedOn = typedIn(await visitor.get(lock), "basedOn") ?? "";
  return visitor.post(lock, { repliesFrom, closedWords, basedOn, as: String(mo.id) });
}

test("shows the reason instead of the form, also to guests who had the page in the cache", async () => {
  const { path, lock, respond } = await newPost();
  const guest = new Visitor(site);
  expect((await guest.get(path)).html).toContain(`action="${respond}"`);
  expect((await new Visitor(site, mo.cookie).get(path)).html).toContain(`href="${lock}"`);
  expect(await close(lock, "nobody")).toMatchObject({ status: 303, location: `${path}#respond` });
  for (const { html } of [await guest.get(path), await guest.get(respond)]) {
    expect(html).toContain("This post is closed to new replies.");
    expect(html).toContain("The question is answered.");
    expect(html).not.toContain(`action="${respond}"`);
  }
  expect((await guest.get(path)).html).not.toContain(">Reply</a>");
});

test("gives a text back that was typed before the post was closed", async () => {
  const { lock, respond } = await newPost();
  await close(lock, "nobody");
  const fields = { body: "My long answer.", as: String(ada.id), to: "" };
  const refused = await new Visitor(site, ada.cookie).post(respond, fields);
  expect(refused.status).toBe(409);
  expect(refused.html).toContain("The question is answered.");
  expect(refused.html).toMatch(/<textarea[^>]*readonly=""[^>]*>My long answer\.</);
});

test("asks guests to sign in where only members may reply", async () => {
  const { path, lock, respond } = await newPost();
  await close(lock, "members", "");
  const { html } = await new Visitor(site).get(path);
  expect(html).toContain("Only members can reply to this post.");
  expect(html).not.toContain(`action="${respond}"`);
  expect((await new Visitor(site, ada.cookie).get(path)).html).toContain(`action="${respond}"`);
});

test("refuses an unknown choice, a long reason, and a decision that rests on another", async () => {
  const { lock } = await newPost();
  const unknown = await close(lock, "friends");
  expect(unknown.status).toBe(422);
  expect(errorOf(unknown, "repliesFrom")).toBe("Choose who may reply.");
  expect((await close(lock, "nobody", "a".repeat(301))).status).toBe(422);
  await close(lock, "nobody");
  const visitor = new Visitor(site, mo.cookie);
  const fields = {
    repliesFrom: "members",
    closedWords: "Mine.",
    basedOn: "everyone 0 site: ",
    as: String(mo.id),
  };
  const refused = await visitor.post(lock, fields);
  expect(refused.status).toBe(409);
  expect(alertOf(refused)).toContain("Nobody may reply now.");
  expect(typedIn(refused, "closedWords")).toBe("Mine.");
});

async function lockBranch(commentId: number, words = "Enough was said.") {
  const visitor = new Visitor(site, mo.cookie);
  const address = `/comments/${commentId}/lock`;
  const basedOn = typedIn(await visitor.get(address), "basedOn") ?? "";
  return visitor.post(address, { words, basedOn, as: String(mo.id) });
}

test("says once in a locked branch why nobody can reply there, and has no reply links in it", async () => {
  const { id, commentId, path } = await newPost();
  const below = await createComment(site.services, id, { to: commentId });
  const other = await createComment(site.services, id);
  const guest = new Visitor(site);
  expect((await guest.get(path)).html).toContain(`data-reply-to="${below}"`);
  expect(await lockBranch(commentId)).toMatchObject({ status: 303, location: `/comments/${commentId}` });
  const { html } = await guest.get(path);
  expect(
    html.split("This part of the conversation is closed to new replies. <bdi>Enough was said.</bdi>"),
  ).toHaveLength(2);
  expect(html).not.toContain(`data-reply-to="${commentId}"`);
  expect(html).not.toContain(`data-reply-to="${below}"`);
  expect(html).toContain(`data-reply-to="${other}"`);
  await new Visitor(site, mo.cookie).post(`/comments/${commentId}/unlock`, { as: String(mo.id) });
  expect((await guest.get(path)).html).toContain(`data-reply-to="${below}"`);
});

test("gives a text back that was typed before its branch was locked", async () => {
  const { commentId, respond } = await newPost();
  await lockBranch(commentId);
  const visitor = new Visitor(site, ada.cookie);
  const asked = await visitor.get(`${respond}?to=${commentId}`);
  expect(asked.html).not.toContain(`action="${respond}"`);
  expect(asked.html).toContain("Enough was said.");
  const fields = { body: "My long answer.", as: String(ada.id), to: String(commentId) };
  const refused = await visitor.post(respond, fields);
  expect(refused.status).toBe(409);
  expect(refused.html).toContain("Enough was said.");
  expect(refused.html).toMatch(/<textarea[^>]*readonly=""[^>]*>My long answer\.</);
});

test("tells moderators of locks by name in their log, and everyone how many there were", async () => {
  const { commentId, lock } = await newPost();
  await lockBranch(commentId, "Kindly stop.");
  await close(lock, "nobody");
  const plain = (html: string) => html.replaceAll("<!-- -->", "");
  const own = plain((await new Visitor(site, mo.cookie).get("/moderation/log/all")).html);
  expect(own).toMatch(/<bdi>mo<\/bdi> locked a branch of the conversation on\s*‘<a href="\/comments\/\d+"/i);
  expect(own).toContain("Kindly stop.");
  const shown = plain((await new Visitor(site).get("/moderation/log")).html);
  expect(shown).toMatch(/\d+ branch(es)? of (a )?conversations? (was|were) locked\./);
  expect(shown).toMatch(/\d+ posts? (was|were) closed to new replies\./);
  expect(shown).not.toContain("Kindly stop.");
});

test("refuses to lock a branch with too long a sentence, or one that isn't there", async () => {
  const { commentId } = await newPost();
  const refused = await lockBranch(commentId, "a".repeat(301));
  expect(refused.status).toBe(422);
  expect(typedIn(refused, "words")).toHaveLength(301);
  expect((await new Visitor(site, mo.cookie).get("/comments/99999/lock")).status).toBe(404);
});

test("says by the form that a conversation is slowed down, and gives back what comes too soon", async () => {
  const { path, lock, respond } = await newPost();
  const visitor = new Visitor(site, mo.cookie);
  const basedOn = typedIn(await visitor.get(lock), "basedOn") ?? "";
  const slow = { repliesFrom: "everyone", closedWords: "", slowMinutes: "15", basedOn, as: String(mo.id) };
  expect((await visitor.post(lock, { ...slow, slowMinutes: "7" })).status).toBe(422);
  expect((await visitor.post(lock, slow)).status).toBe(303);
  const reader = new Visitor(site, ada.cookie);
  expect((await reader.get(path)).html.replaceAll("<!-- -->", "")).toContain("once every 15 minutes.");
  const fields = { as: String(ada.id), to: "" };
  expect((await reader.post(respond, { ...fields, body: "First." })).status).toBe(303);
  const refused = await reader.post(respond, { ...fields, body: "Second." });
  expect(refused.status).toBe(429);
  expect(alertOf(refused)).toContain("Please post it again in 15 minutes; your text is still here.");
  expect(typedIn(refused, "body")).toBe("Second.");
});

test("closes a post on its day, also for guests who had it in the cache, and keeps one open", async () => {
  const { id, path, lock, respond } = await newPost();
  const guest = new Visitor(site);
  expect((await guest.get(path)).html).toContain(`action="${respond}"`);
  const days = (count: number) => new Date(Date.now() - count * 24 * 60 * 60 * 1000);
  await site.services.db.post.update({ where: { id }, data: { publishedAt: days(91) } });
  await saveSettings(site.services, buildSettings({ closeAfterDays: 90 }));
  const closed = await guest.get(path);
  expect(closed.html).toContain("because it was published some time ago");
  expect(closed.html).not.toContain(`action="${respond}"`);
  expect((await guest.get(respond)).html).toContain("because it was published some time ago");
  const visitor = new Visitor(site, mo.cookie);
  const basedOn = typedIn(await visitor.get(lock), "basedOn") ?? "";
  const fields = { repliesFrom: "everyone", closedWords: "", ageRule: "open", basedOn, as: String(mo.id) };
  expect((await visitor.post(lock, fields)).status).toBe(303);
  expect((await guest.get(path)).html).toContain(`action="${respond}"`);
  await saveSettings(site.services, buildSettings());
});

test("lets a post's writer decide who may reply, and hold a response until a moderator decides", async () => {
  const { path, lock, commentId } = await newPost(["ada"]);
  const writer = new Visitor(site, ada.cookie);
  const { html } = await writer.get(path);
  expect(html).toContain(`href="${lock}"`);
  expect(html).toContain(`href="/comments/${commentId}/hold"`);
  expect(html).not.toContain(`href="/moderation/comments/${commentId}"`);
  expect((await new Visitor(site, mo.cookie).get(path)).html).not.toContain(`/comments/${commentId}/hold"`);
  expect((await writer.get(`/comments/${commentId}/lock`)).status).toBe(403);
  expect((await writer.get(`/comments/${commentId}/hold`)).status).toBe(200);
  const as = String(ada.id);
  for (const press of ["first", "second"]) {
    const held = await writer.post(`/comments/${commentId}/hold`, { as });
    expect([press, held.location]).toEqual([press, `${path}?done=hidden-${commentId}#responses`]);
    expect((await writer.get(held.location ?? "")).html).toContain("hidden until a moderator decides");
  }
  expect((await new Visitor(site).get(path)).html).not.toContain(`id="comment-${commentId}"`);
  const own = await guestOf(commentId);
  expect(own.html).toContain("The writer of the post asked a moderator to look at it.");
  expect(own.html).not.toContain("A moderator has hidden it");
  expect(own.html).not.toContain("Ask for another look");
  const moderator = new Visitor(site, mo.cookie);
  const queue = await moderator.get("/moderation");
  expect(queue.html).toContain("The writer of the post asked a moderator to look at it.");
  const about = await moderator.get(`/moderation/comments/${commentId}`);
  expect(about.html).toMatch(/held it\s*(<!-- -->)?\s*as a writer of the post/);
  const basedOn = typedIn(await writer.get(lock), "basedOn") ?? "";
  const fields = { repliesFrom: "nobody", closedWords: "I have my answer.", basedOn, as };
  expect((await writer.post(lock, fields)).status).toBe(303);
  expect((await new Visitor(site).get(path)).html).toContain("I have my answer.");
});
