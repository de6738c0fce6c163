import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { mute } from "~/accounts/mute.server";
import { fingerprint } from "~/comments/editing/comment-edits.server";
import { mergeTag } from "~/flows/merge-tag.server";
import { lockBranch, unlockBranch } from "~/flows/moderating/lock-branch.server";
import { moderateResponses } from "~/flows/moderating/moderate-responses.server";
import { editPost, withdrawPost } from "~/flows/publishing/publish-post.server";
import { deleteComment } from "~/flows/responding/delete-comment.server";
import { editComment } from "~/flows/responding/edit-comment.server";
import { upsertPerson } from "~/people/portability/upsert-person.server";
import { openDatabase } from "~/platform/database/database.server";
import { upsertSeries } from "~/series/series.server";
import { saveSettings } from "~/site/site.server";
import { newDatabaseUrl } from "../factories/database";
import { createPage } from "../factories/pages";
import { createMember } from "../factories/people";
import { buildPost, createComment, createPost, NOW } from "../factories/posts";
import { buildSettings } from "../factories/settings";
import { openTestSite, type TestSite } from "../factories/site";
import { Visitor } from "../factories/visitor";

let site: TestSite;
let url: string;
beforeAll(async () => {
  url = await newDatabaseUrl();
  site = await openTestSite({ close: "later", databaseUrl: url });
});
afterAll(() => site.close());

test("a member's page shows each change of a discussion at once, and the changes of other processes", async () => {
  const { services } = site;
  const postId = await createPost(services, { slug: "kept" });
  const ada = await createMember(services.db, "ada");
  const moderator = await createMember(services.db, "mo", { role: "editor" });
  const reader = new Visitor(site, (await createMember(services.db, "reader")).cookie);
  const shown = async () => {
    const { html } = await reader.get("/posts/kept");
    return [...html.matchAll(/<article class="response[^"]*"[^>]*>.*?<\/article>/gs)].map(([article]) =>
      article
        .replace(/<footer>.*/s, "")
        .replace(/<p class="response-line.*?<\/p>/s, "")
        .replace(/<[^>]+>/g, " ")
        .replace(/\s+/g, " ")
        .trim(),
    );
  };
  const first = await createComment(services, postId, { body: "First." }, { viewer: ada });
  expect(await shown()).toEqual(["1 ada First."]);
  expect(await shown()).toEqual(["1 ada First."]);

  const edit = { body: "First, better.", basedOn: fingerprint("First.") };
  await editComment(services, { member: ada, id: first }, edit, NOW);
  expect(await shown()).toEqual(["1 ada First, better."]);

  await services.db.write(async (tx) => {
    await tx.db.person.update({ where: { id: ada.id }, data: { name: "Ada L." } });
    tx.invalidate(`person:${ada.id}`);
  });
  expect(await shown()).toEqual(["1 Ada L. First, better."]);

  const db = openDatabase(url);
  onTestFinished(() => db.close());
  const second = await createComment({ ...services, db }, postId, { body: "From elsewhere.", name: "Bo" });
  expect(await shown()).toEqual(["1 Ada L. First, better.", "2 New Bo Guest From elsewhere."]);

  const seen = [{ kind: "comment", id: second, status: "approved" } as const];
  await moderateResponses(services, moderator, seen, { action: "hold", reason: "rude", words: "" }, NOW);
  expect(await shown()).toEqual(["1 Ada L. First, better."]);
  await deleteComment(services, ada, first, NOW);
  expect(await shown()).toEqual([]);
});

test("keeps nothing for pages that a discussion doesn't have", async () => {
  const { services } = site;
  await createPost(services, { slug: "short" });
  const reader = new Visitor(site, (await createMember(services.db, "curious")).cookie);
  expect((await reader.get("/posts/short?page=999999")).status).toBe(404);
  expect((await reader.get("/posts/short")).status).toBe(200);
});

test("a member's page shows at once what changed around a discussion, whoever changed it", async () => {
  const { services } = site;
  await upsertSeries(services, { slug: "walks", title: "Walks", status: "under way", intro: "" }, NOW);
  const writer = { handle: "wren", name: "Wren", bio: "Wren walks." };
  await upsertPerson(services, writer, NOW);
  const inSeries = { series: "walks", part: 1, writers: ["wren"] };
  const postId = await createPost(services, { slug: "walked", ...inSeries });
  const comment = await createComment(services, postId, { body: "Where to?" });
  const answer = buildPost({ slug: "answer", title: "An answer", source: "After [it](/posts/walked)." });
  const answerId = await createPost(services, answer);
  const reader = new Visitor(site, (await createMember(services.db, "walker")).cookie);
  const page = async () => (await reader.get("/posts/walked")).html;
  const continued = async () => /<p class="continued">.*?<\/p>/s.exec(await page())?.[0] ?? null;
  expect(await continued()).toBe(null);

  // A post that had its pingback already.
  const further = { ...answer, source: `After [it](/posts/walked), and [this](/comments/${comment}).` };
  await editPost(services, answerId, further, NOW);
  expect(await continued()).toContain("An answer");
  await createComment(services, postId, { body: "Nothing of that changes.", name: "Bo" });
  expect(await continued()).toContain("An answer");
  await editPost(services, answerId, { ...further, title: "Another answer" }, NOW);
  expect(await continued()).toContain("Another answer");
  await withdrawPost(services, answerId, NOW);
  expect(await continued()).toBe(null);

  await upsertPerson(services, { ...writer, bio: "Wren rests." }, NOW);
  expect(await page()).toContain("Wren rests.");
  await createPost(services, { title: "The second walk", ...inSeries, part: 2 });
  expect(await page()).toContain("The second walk");
  await createPage(services, { title: "Maps", slug: "maps" }, { isInNavigation: true });
  expect(await page()).toContain('href="/pages/maps"');
  const db = openDatabase(url);
  onTestFinished(() => db.close());
  await saveSettings({ ...services, db }, buildSettings({ name: "From elsewhere" }));
  expect(await page()).toContain("From elsewhere");
});

test("a member's page shows at once each change of the post, of what it is filed with, and of whom it names", async () => {
  const { services } = site;
  const named = { handle: "nell", name: "Nell", bio: "" };
  await upsertPerson(services, named, NOW);
  await upsertPerson(services, { ...named, handle: "mira" }, NOW);
  const series = { slug: "maps", title: "Maps of us", status: "under way" as const, intro: "" };
  await upsertSeries(services, series, NOW);
  const post = buildPost({
    ...{ slug: "filed", title: "Filed", writers: ["nell"], tags: ["quiet", "loud"], series: "maps", part: 1 },
    source: "Ask @mira of it.",
  });
  const id = await createPost(services, post);
  const reader = new Visitor(site, (await createMember(services.db, "filer")).cookie);
  const has = async (words: string) => (await reader.get("/posts/filed")).html.includes(words);
  const comes = async (words: string, change: () => Promise<unknown>) => {
    const before = await has(words);
    await change();
    return [before, await has(words)];
  };
  const now = [false, true];
  // On a first visit nothing is new, and what isn't new is the same for all members.
  await createComment(services, id, { body: "One." });
  expect(await comes("2 responses", () => createComment(services, id, { body: "Two." }))).toEqual(now);
  expect(await comes("3 responses", () => createComment(services, id, { body: "Three." }))).toEqual(now);
  const lock = { repliesFrom: "nobody", closedWords: "Closed for good." } as const;
  const close = () =>
    services.db.write(async (tx) => {
      await tx.db.post.update({ where: { id }, data: lock });
      tx.invalidate(`post:${id}`);
    });
  expect(await has("reply-link")).toBe(true);
  expect(await comes("Closed for good.", close)).toEqual(now);
  expect(await has("reply-link")).toBe(false);
  const elsewhere = buildSettings({ timeZone: "Asia/Tokyo" });
  expect(await comes(" 6:00", () => saveSettings(services, elsewhere))).toEqual(now);
  // At each of the three comments.
  expect((await reader.get("/posts/filed")).html.split(" 6:00").length - 1).toBe(3);
  const moved = () =>
    services.db.write(async (tx) => {
      const { id } = await tx.db.person.update({ where: { handle: "mira" }, data: { handle: "mirabel" } });
      tx.invalidate(`person:${id}`);
    });
  expect(await comes("@mirabel", moved)).toEqual(now);
  const renamed = { ...named, name: "Nell Bly" };
  expect(await comes("Nell Bly", () => upsertPerson(services, renamed, NOW))).toEqual(now);
  expect(
    await comes("Maps of all", () => upsertSeries(services, { ...series, title: "Maps of all" }, NOW)),
  ).toEqual(now);
  expect(await comes(">hushed<", () => createPost(services, { tags: ["hushed"] }))).toEqual([false, false]);
  expect(await comes(">hushed<", () => mergeTag(services.db, "quiet", "hushed"))).toEqual(now);
  const further = { ...post, tags: ["late"], writers: ["nell", "ken"] };
  expect(await comes(">late<", () => editPost(services, id, further, NOW))).toEqual(now);
  expect(await has(">hushed<")).toBe(false);
  expect(
    await comes("/people/ken", () => editPost(services, id, { ...further, writers: ["nell"] }, NOW)),
  ).toEqual([true, false]);
  const linking = () => createPost(services, { title: "It answers", source: "To [it](/posts/filed)." });
  expect(await comes('<article class="response pingback', linking)).toEqual(now);
  await withdrawPost(services, id, NOW);
  expect((await reader.get("/posts/filed")).status).toBe(410);
});

test("what a reader sees as their own stands in a page that others of their kind have in memory", async () => {
  const { services } = site;
  const id = await createPost(services, { slug: "shared" });
  const ada = await createMember(services.db, "owner");
  const editor = await createMember(services.db, "sage", { role: "editor" });
  const muting = await createMember(services.db, "muting");
  const returning = await createMember(services.db, "returning");
  // Long enough to be kept as a whole, whatever follows.
  const own = await createComment(services, id, { body: "Mine, all of it. ".repeat(500) }, { viewer: ada });
  const other = await createComment(services, id, { body: "Theirs. ".repeat(1_200) });
  const below = await createComment(services, id, { to: other, body: "Below." });
  const plain = new Visitor(site, (await createMember(services.db, "plain")).cookie);
  const shown = async (visitor: Visitor) => (await visitor.get("/posts/shared")).html;
  const before = await shown(plain);
  expect(await shown(plain)).toBe(before);

  const page = await shown(new Visitor(site, ada.cookie));
  expect(page).toContain(`/comments/${own}/remove"`);
  expect(page).not.toContain(`/comments/${other}/remove"`);
  const mark = { seenNumber: 1, reachedNumber: 1, seenAt: new Date(0), visitAt: new Date(0) };
  await services.db.write(async (tx) => {
    await mute(tx, { accountId: muting.accountId, personId: ada.id }, NOW);
    await tx.db.readMark.create({ data: { accountId: returning.accountId, postId: id, ...mark } });
  });
  expect(await shown(new Visitor(site, muting.cookie))).toContain('<details class="muted">');
  expect((await shown(new Visitor(site, returning.cookie))).match(/class="response-new"/g)?.length).toBe(2);
  expect(await shown(plain)).toBe(before);

  const isModerators = async () => (await shown(plain)).includes('<span class="response-role">Moderator');
  expect(await isModerators()).toBe(false);
  await services.db.write(async (tx) => {
    await tx.db.account.update({ where: { id: ada.accountId }, data: { moderates: true } });
    tx.invalidate(`person:${ada.id}`, "moderators");
  });
  expect(await isModerators()).toBe(true);

  await lockBranch(services, editor, below, { words: "Enough.", basedOn: "open" }, NOW);
  const locked = await shown(plain);
  expect(locked).toContain("Enough.");
  expect(locked).toContain(`data-reply-to="${other}"`);
  expect(locked).not.toContain(`data-reply-to="${below}"`);
  await unlockBranch(services, editor, below, NOW);

  const continuing = { title: "It goes on", source: `After [this](/comments/${other}).` };
  await createPost(services, buildPost(continuing));
  const continued = await shown(plain);
  expect(/<p class="continued">.*?<\/p>/s.exec(continued)?.[0]).toContain("It goes on");
});
