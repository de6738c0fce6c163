// Moderators cut a passage of a comment and remove an earlier version, over HTTP.

import { afterAll, beforeAll, expect, test } from "vitest";
import { createMember, type TestMember } from "../../../factories/people";
import { createComment, createPost } from "../../../factories/posts";
import { openTestSite, type TestSite } from "../../../factories/site";
import { alertOf, errorOf, typedIn, Visitor } from "../../../factories/visitor";

let site: TestSite;
let ada: TestMember;
let mo: Visitor;
let as: string;

beforeAll(async () => {
  site = await openTestSite({ close: "later" });
  ada = await createMember(site.services.db, "ada", { name: "Ada Farrow" });
  const member = await createMember(site.services.db, "mo", { moderates: true, name: "Mo" });
  mo = new Visitor(site, member.cookie);
  as = String(member.id);
});
afterAll(() => site.close());

let count = 0;

/** A comment that its writer has edited once, after an hour. */
async function newComment() {
  const path = `/posts/cut-${++count}`;
  const postId = await createPost(site.services, { slug: path.slice(7) });
  const now = new Date(Date.now() - 60 * 60 * 1000);
  const body = "Ann Example was there. It rained.";
  const id = await createComment(site.services, postId, { body }, { viewer: ada, now });
  const writer = new Visitor(site, ada.cookie);
  const form = await writer.get(`/comments/${id}/edit`);
  const basedOn = typedIn(form, "basedOn") ?? "";
  await writer.post(`/comments/${id}/edit`, { body: `${body} A lot.`, basedOn, as: String(ada.id) });
  return { id, path, writer, moderated: `/moderation/comments/${id}`, history: `/comments/${id}/history` };
}

const WHY = { reason: "identifies", words: "Please leave names out." };

test("cuts a ticked sentence, tells readers and the writer, and undoes it", async () => {
  const { id, path, writer, moderated, history } = await newComment();
  expect((await mo.get(moderated)).html).toContain(`href="${moderated}/cut"`);
  const form = await mo.get(`${moderated}/cut`);
  expect(
    [...form.html.matchAll(/name="piece"[^>]*>\s*<span[^>]*>([^<]*)</g)].map(([, text]) => text),
  ).toEqual(["Ann Example was there.", "It rained.", "A lot."]);
  const basedOn = typedIn(form, "basedOn") ?? "";
  const done = await mo.post(`${moderated}/cut`, { as, basedOn, piece: "0", passage: "", ...WHY });
  expect(done).toMatchObject({ status: 303, location: expect.stringMatching(/^\/moderation\?done=\d+$/) });

  const reader = new Visitor(site);
  const read = await reader.get(path);
  expect(read.html).toContain("<p>[removed by a moderator] It rained. A lot.</p>");
  expect(read.html).toContain(">edited by a moderator</a>");
  expect(read.html).not.toContain("Ann Example");
  const changed = await reader.get(history);
  expect(changed.html).toContain("A moderator removed a passage");
  expect(changed.html).not.toContain("Ann Example");
  const own = await writer.get(`/comments/${id}/status`);
  expect(own.html).toContain("A moderator removed a passage of it.");
  expect(own.html).toContain("It makes somebody identifiable");
  expect(own.html).toContain("Please leave names out.");
  expect((await writer.get(`/comments/${id}/edit`)).html).toContain("so a moderator reads your edit");
  expect((await mo.get(moderated)).html).toContain("removed a passage of it");
  expect((await reader.get("/moderation/log")).html).toContain("A passage was removed from 1 response.");

  const queue = await mo.get(done.location ?? "");
  expect(queue.html).toContain("Passage removed.");
  const entry = /name="entry" value="(\d+)"/.exec(queue.html)?.[1] ?? "";
  await mo.post("/moderation/undo", { as, entry });
  const again = await reader.get(path);
  expect(again.html).toContain("Ann Example was there. It rained. A lot.");
  expect(again.html).not.toContain("edited by a moderator");
});

test("gives everything back with the reason when nothing can be cut", async () => {
  const { id, moderated } = await newComment();
  const form = await mo.get(`${moderated}/cut`);
  const fields = { as, basedOn: typedIn(form, "basedOn") ?? "", ...WHY };
  const send = (more: Record<string, string>) => mo.post(`${moderated}/cut`, { ...fields, ...more });
  const empty = await send({ passage: "" });
  expect([empty.status, errorOf(empty, "piece")]).toEqual([
    422,
    "Tick at least one sentence, or enter the words to remove.",
  ]);
  const unknown = await send({ piece: "1", passage: "ann example" });
  expect([unknown.status, errorOf(unknown, "passage")]).toEqual([
    422,
    "These words aren’t in the text. Copy them from it, with the same capital letters.",
  ]);
  expect(unknown.html).toMatch(/name="piece"[^>]*checked=""[^>]*value="1"/);
  expect(typedIn(unknown, "passage")).toBe("ann example");
  const other = await send({ passage: "Ann", reason: "other", words: "" });
  expect(errorOf(other, "words")).toContain("Please write the reason");
  const late = await send({ piece: "0", passage: "", basedOn: "another" });
  expect([late.status, alertOf(late).includes("was changed since")]).toEqual([409, true]);
  expect((await mo.post("/moderation/comments/999/cut", fields)).status).toBe(404);
  expect((await new Visitor(site, ada.cookie).get(`${moderated}/cut`)).status).toBe(403);
  expect((await site.services.db.comment.findUnique({ where: { id } }))?.cutAt).toBeNull();
});

test("removes an earlier version: its words are gone, and the history says so", async () => {
  const { id, writer, moderated, history } = await newComment();
  const address = `${moderated}/versions/1`;
  expect((await mo.get(moderated)).html).toContain(`href="${address}"`);
  expect((await mo.get(address)).html).toContain("Ann Example was there. It rained.");
  expect(errorOf(await mo.post(address, { as, reason: "other", words: "" }), "words")).toContain("reason");
  const reader = new Visitor(site);
  expect((await reader.get(history)).html).toContain("Ann Example");
  const done = await mo.post(address, { as, ...WHY });
  expect(done.status).toBe(303);
  const queue = await mo.get(done.location ?? "");
  expect(queue.html).toContain("Version removed from the history.");
  expect(queue.html).not.toContain(">Undo</button>");
  const changed = await reader.get(history);
  expect(changed.html).toContain("Version 1 was removed by a moderator.");
  expect(changed.html).not.toContain("Ann Example");
  expect(await site.services.db.commentVersion.findMany({ where: { commentId: id } })).toMatchObject([
    { number: 1, source: "" },
  ]);
  const own = await writer.get(`/comments/${id}/status`);
  expect(own.html).toContain("A moderator removed an earlier version of it from its history.");
  expect(own.html).toContain("Please leave names out.");
  expect((await mo.get(address)).html).toContain("It was removed");
  expect((await mo.post(address, { as, ...WHY })).status).toBe(409);
  expect((await mo.get(`${moderated}/versions/9`)).status).toBe(404);
});
