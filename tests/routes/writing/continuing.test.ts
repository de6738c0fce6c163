// A response that is continued as a post: the draft, and the mark at the response, over HTTP.

import { afterAll, beforeAll, expect, test } from "vitest";
import { eraseWords } from "~/comments/moderation/comment-status.server";
import { draftPost, editPost, publishDraft, withdrawPost } from "~/flows/publishing/publish-post.server";
import { setResponseStatus } from "~/responses/response-status.server";
import { upsertSeries } from "~/series/series.server";
import { createMember, type TestMember } from "../../factories/people";
import { buildPost, createComment, createPost, NOW } from "../../factories/posts";
import { openTestSite, type TestSite } from "../../factories/site";
import { type Answer, typedIn, Visitor } from "../../factories/visitor";

let site: TestSite;
let ada: TestMember;
let writer: Visitor;
let postId: number;
beforeAll(async () => {
  site = await openTestSite({ close: "later" });
  const { services } = site;
  ada = await createMember(services.db, "ada", { name: "Ada", role: "author" });
  writer = new Visitor(site, ada.cookie);
  await upsertSeries(services, { slug: "rooms", title: "Rooms", status: "under way", intro: "" }, NOW);
  const filed = { tags: ["access", "the profession"], series: "rooms", part: 2 };
  postId = await createPost(services, { slug: "old", title: "Old *cards*", writers: ["ken"], ...filed });
});
afterAll(() => site.close());

let count = 0;
const comment = (body = `Cards last, ${++count}.`) =>
  createComment(site.services, postId, { body, name: "Ben" });

/** What the form of an editor sends, without a script. */
const formOf = (page: Answer): Record<string, string> =>
  Object.fromEntries(
    ["as", "form", "version", "kind", "continues", "title", "body", "tags"]
      .map((name) => [name, typedIn(page, name) ?? ""] as const)
      .filter(([, value]) => value !== ""),
  );

/** Opens the editor for a response, following the key of its address. */
async function openEditor(id: number, visitor = writer): Promise<Answer> {
  const { location } = await visitor.get(`/write?continue=${id}`);
  return visitor.get(location ?? "");
}

/** Saves what the editor for a response begins with; returns the draft's id. */
async function beginDraft(id: number, visitor = writer): Promise<number> {
  const form = formOf(await openEditor(id, visitor));
  const saved = await visitor.post("/write", { ...form, title: "On cards" });
  expect(saved.status).toBe(303);
  return Number(saved.location?.split("/").at(-1));
}

const draftOf = (id: number) => site.services.db.draft.findUniqueOrThrow({ where: { id } });

/** The mark at a response, as text. */
const markIn = (html: string) =>
  /<p class="continued">(.*?)<\/p>/.exec(html)?.[1]?.replaceAll(/<[^>]+>/g, "") ?? null;
const markOf = async (address: string) => markIn((await new Visitor(site).get(address)).html);

test("the editor begins with the response as a quotation that links to it, and its post's tags; a look saves nothing", async () => {
  const id = await comment("First *line*.\n\nSecond.");
  const { number } = await site.services.db.comment.findUniqueOrThrow({ where: { id } });
  const page = await openEditor(id);
  expect(formOf(page)).toMatchObject({ continues: String(id), tags: "access, the profession" });
  expect(typedIn(page, "body")?.replaceAll("&gt;", ">")).toBe(
    `This continues a response to [Old \\*cards\\*](/posts/old):\n\n> [#${number}](/comments/${id})\n>\n> First *line*.\n>\n> Second.\n\n`,
  );
  expect(page.html).toContain(`Continues <a href="/comments/${id}">response ${number}</a> by`);
  expect(await site.services.db.draft.count({ where: { continuesId: id } })).toBe(0);
});

test("the series comes along, with its next part, only for those who write it", async () => {
  const id = await comment();
  const ken = await createMember(site.services.db, "ken-too", { role: "editor" });
  const page = await openEditor(id, new Visitor(site, ken.cookie));
  expect(page.html).toContain('<option value="rooms" selected="">');
  expect(typedIn(page, "part")).toBe("3");
  expect((await openEditor(id)).html).not.toContain('<option value="rooms" selected="">');
});

test("a draft remembers what it continues, and whoever opens it again is led to it", async () => {
  const id = await comment();
  const draftId = await beginDraft(id);
  expect(await draftOf(draftId)).toMatchObject({ continuesId: id, ownerId: ada.id });
  expect((await writer.get(`/write?continue=${id}`)).location).toBe(`/write/${draftId}`);
  const page = await writer.get(`/write/${draftId}`);
  expect(page.html).toContain(`Continues <a href="/comments/${id}">`);
  expect((await writer.get(`/write/${draftId}/publish`)).html).toContain(
    `Continues <a href="/comments/${id}">`,
  );
  const saved = await writer.post(`/write/${draftId}`, { ...formOf(page), body: "Another text." });
  expect(saved.status).toBe(303);
  expect(await draftOf(draftId)).toMatchObject({ continuesId: id, source: "Another text." });
  // Nobody else is led to it.
  const zoe = await createMember(site.services.db, "zoe", { role: "author" });
  const other = await new Visitor(site, zoe.cookie).get(`/write?continue=${id}`);
  expect(other.location).toMatch(/^\/write\?continue=\d+&new=/);
  // In the bin, it isn't offered.
  await site.services.db.draft.update({ where: { id: draftId }, data: { binnedAt: NOW } });
  expect((await writer.get(`/write?continue=${id}`)).location).toMatch(/^\/write\?continue=\d+&new=/);
});

test("the thread says where a response is continued, on each of its pages, while the post is published and links to it", async () => {
  const { services } = site;
  const id = await comment();
  const responses = async () =>
    (await services.db.post.findUniqueOrThrow({ where: { id: postId } })).responseCount;
  const before = await responses();
  const input = buildPost({
    title: "New cards",
    writers: ["ada"],
    source: `As [she says](/comments/${id}).`,
  });
  const draft = await draftPost(services, input, NOW);
  const addresses = ["/posts/old", "/posts/old/responses", `/comments/${id}/thread`];
  const marks = () => Promise.all(addresses.map(markOf));
  const [none, mark] = [[null, null, null], Array(3).fill("Continued in ‘New cards’ by Ada")];
  expect(await marks()).toEqual(none);
  const continuation = draft.ok ? draft.postId : 0;
  await publishDraft(services, continuation, input, NOW);
  expect(await marks()).toEqual(mark);
  // The pingback alone is numbered and counted.
  expect(await responses()).toBe(before + 1);
  await editPost(services, continuation, { ...input, title: "Newer cards" }, NOW);
  expect(await marks()).toEqual(Array(3).fill("Continued in ‘Newer cards’ by Ada"));
  await editPost(services, continuation, { ...input, source: "As [it says](/posts/old)." }, NOW);
  expect(await marks()).toEqual(none);
  await editPost(services, continuation, input, NOW);
  expect(await marks()).toEqual(mark);
  await withdrawPost(services, continuation, NOW);
  expect(await marks()).toEqual(none);
  await publishDraft(services, continuation, input, NOW);
  expect(await marks()).toEqual(mark);
  // Whose words are gone isn't pointed at.
  await services.db.write((tx) => setResponseStatus(tx, { kind: "comment", id }, "removed"));
  expect(await marks()).toEqual(none);
  await withdrawPost(services, continuation, NOW);
});

test("at most five posts are named at a response", async () => {
  const id = await comment();
  for (let number = 1; number <= 7; number++)
    await createPost(site.services, { title: `No. ${number}`, source: `[It](/comments/${id}).` });
  const mark = await markOf(`/comments/${id}/thread`);
  expect(mark).toMatch(/^Continued in ‘No. 1’ by ken; .*‘No. 5’ by ken; and 2 more$/);
});

test("what isn't public can't be continued, and a draft begun before it was hidden is kept", async () => {
  const { services } = site;
  const id = await comment("Secret words.");
  const page = await openEditor(id);
  const draftId = await beginDraft(id);
  await services.db.write((tx) => setResponseStatus(tx, { kind: "comment", id }, "held"));
  expect((await writer.get(`/write?continue=${id}`)).status).toBe(404);
  const { html } = await writer.get(`/write/${draftId}`);
  expect(html).toContain("Continues a response that a moderator has hidden since.");
  expect(html).not.toContain("by <bdi>Ben</bdi>");
  expect((await writer.get(`/write/${draftId}/publish`)).html).toContain("that a moderator has hidden since");
  // Another page was open: its text is saved as an ordinary draft.
  const saved = await writer.post("/write", { ...formOf(page), title: "Late" });
  expect(saved.status).toBe(303);
  expect(await draftOf(Number(saved.location?.split("/").at(-1)))).toMatchObject({ continuesId: null });
  // Publishing isn't refused; nobody is told of the hidden response.
  const version = (await draftOf(draftId)).version;
  const published = await writer.post(`/write/${draftId}/publish`, {
    as: String(ada.id),
    version: String(version),
  });
  expect(published.status).toBe(303);
  expect((await new Visitor(site).get("/posts/old")).html).not.toMatch(
    /Continued in[^<]*<a href="\/posts\/on-cards/,
  );
});

test("a response to a withdrawn post can't be continued, and drafts begun before say so", async () => {
  const { services } = site;
  const post = await createPost(services, { slug: "for-a-while", language: "fr", noindex: true });
  const [first, second] = [await createComment(services, post), await createComment(services, post)];
  const [page, late] = [await openEditor(first), await openEditor(second)];
  // What a search engine shouldn't find isn't found as a quotation either.
  expect(typedIn(page, "language")).toBe("fr");
  expect(page.html).toMatch(
    /name="noindex"[^>]*><option value="">[^<]*<\/option><option value="true" selected/,
  );
  const draftId = await beginDraft(first);
  const factsOf = async () => (await writer.get(`/write/${draftId}`)).html;
  await withdrawPost(services, post, NOW);
  expect((await writer.get(`/write?continue=${first}`)).status).toBe(404);
  expect(await factsOf()).toContain("Continues a response to a post that isn’t published now.");
  const saved = await writer.post("/write", { ...formOf(late), title: "Late" });
  expect(await draftOf(Number(saved.location?.split("/").at(-1)))).toMatchObject({ continuesId: null });
});

test("a draft whose response is deleted meanwhile says so", async () => {
  const id = await comment();
  const draftId = await beginDraft(id);
  await site.services.db.write((tx) => eraseWords(tx, [id]));
  expect((await writer.get(`/write/${draftId}`)).html).toContain(
    "Continues a response that its author has deleted since.",
  );
});

test("the mark stands on the page of the response, also where its pingback is on another", async () => {
  const { services } = site;
  const post = await createPost(services, { slug: "pages" });
  const id = await createComment(services, post);
  await createPost(services, { title: "Far away", source: `[It](/comments/${id}).` });
  for (const startPath of ["", "0002"])
    await services.db.responsePage.create({ data: { postId: post, startPath, size: 1 } });
  // Shorter conversations than a page have no pages stored.
  await services.db.post.update({ where: { id: post }, data: { responseNumber: 301 } });
  const shown = new Visitor(site, ada.cookie);
  expect(markIn((await shown.get("/posts/pages")).html)).toBe("Continued in ‘Far away’ by ken");
  expect(markIn((await shown.get("/posts/pages?page=2")).html)).toBeNull();
});

test.each(["0", "-1", "1.5", "99999999999", "99999999999999999999", "", "abc", "constructor"])(
  "there is nothing to continue at %s",
  async (id) => {
    expect((await writer.get(`/write?continue=${id}`)).status).toBe(404);
  },
);

test.each(["0", "99999999999", "abc", "1e400"])(
  "a form that continues %s keeps its text",
  async (continues) => {
    const form = { as: String(ada.id), form: "a-form-of-a-page-0001", version: "0" };
    const refused = await writer.post("/write", { ...form, title: "A title", body: "Kept.", continues });
    expect([refused.status, typedIn(refused, "body")]).toEqual([422, "Kept."]);
  },
);

test("only who may write sees the link", async () => {
  const id = await comment();
  const reader = await createMember(site.services.db, "rita", { role: "reader" });
  const link = `href="/write?continue=${id}"`;
  expect((await writer.get("/posts/old")).html).toContain(link);
  expect((await new Visitor(site).get("/posts/old")).html).not.toContain(link);
  const shownTo = new Visitor(site, reader.cookie);
  expect((await shownTo.get("/posts/old")).html).not.toContain(link);
  expect((await shownTo.get(`/write?continue=${id}`)).status).toBe(403);
});
