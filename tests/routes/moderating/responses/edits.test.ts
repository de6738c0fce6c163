// An edit that waits, over HTTP: its writer's page, readers, the queue, a decision, and undoing.

import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { hashSecret } from "~/accounts/token.server";
import { toField } from "~/moderation/response-ref";
import { setHolding } from "../../../factories/moderation";
import { createMember, type TestMember } from "../../../factories/people";
import { createComment, createPost } from "../../../factories/posts";
import { openTestSite, type TestSite } from "../../../factories/site";
import { typedIn, Visitor } from "../../../factories/visitor";

let site: TestSite;
let ada: TestMember;
let mo: Visitor;
let moId: string;

beforeAll(async () => {
  site = await openTestSite({ close: "later" });
  ada = await createMember(site.services.db, "ada", { name: "Ada Farrow" });
  const member = await createMember(site.services.db, "mo", { moderates: true, name: "Mo" });
  mo = new Visitor(site, member.cookie);
  moId = String(member.id);
});
beforeEach(() => site.services.db.heldEdit.deleteMany());
afterAll(() => site.close());

let count = 0;

/** A published comment whose writer edits it while everything waits. */
async function editOne({ viewer = ada as TestMember | null } = {}) {
  const { db } = site.services;
  const path = `/posts/waiting-${++count}`;
  const postId = await createPost(site.services, { slug: path.slice(7), title: `Waiting ${count}` });
  await setHolding(db, "nobody");
  const now = new Date(Date.now() - 60 * 60 * 1000);
  const id = await createComment(
    site.services,
    postId,
    { body: "The first words." },
    { now, ...(viewer && { viewer }) },
  );
  const secret = `secret-${count}`;
  if (!viewer) await db.comment.update({ where: { id }, data: { secretHash: hashSecret(secret) } });
  await setHolding(db, "everyone");
  const writer = new Visitor(site, viewer?.cookie);
  const own = viewer ? `/comments/${id}/status` : `/replies/${secret}`;
  const edit = viewer ? `/comments/${id}/edit` : `/replies/${secret}/edit`;
  const form = await writer.get(edit);
  const as = viewer ? { as: String(viewer.id) } : {};
  const body = "The second words.";
  const saved = await writer.post(edit, { body, basedOn: typedIn(form, "basedOn") ?? "", ...as });
  const { id: editId } = await db.heldEdit.findUniqueOrThrow({ where: { commentId: id } });
  return {
    id,
    editId,
    path,
    own,
    edit,
    writer,
    as,
    saved,
    field: toField({ kind: "edit", id: editId, status: "held" }),
  };
}

test("shows an edit that waits to its writer and to moderators, and readers the text before it", async () => {
  const { id, editId, path, own, edit, writer, saved } = await editOne();
  expect(saved).toMatchObject({ status: 303, location: `${own}?done=edited-${id}` });
  const status = await writer.get(saved.location ?? "");
  expect(status.html).toContain("Your edit was saved. It waits for a moderator.");
  expect(status.html).toContain("Your edit is waiting for a moderator");
  expect(status.html).toMatch(/<ins>.*second.*<\/ins>/);
  expect(typedIn(await writer.get(edit), "body")).toBe("The second words.");
  const read = await new Visitor(site).get(path);
  expect([read.html.includes("The first words."), read.html.includes("second")]).toEqual([true, false]);
  for (const address of ["/moderation", `/moderation/comments/${id}`]) {
    const page = await mo.get(address);
    expect(page.html).toContain(`id="edit-${editId}"`);
    expect(page.html).toMatch(/<del>.*first.*<\/del>/);
    expect(page.html).toContain("A moderator reads every reply before it appears.");
  }
  expect((await mo.get("/moderation")).html).toContain("Responses (1 waiting)");
});

test("publishes an edit that a moderator approves in bulk, and undoes it", async () => {
  const { id, path, own, writer, field } = await editOne();
  const approved = await mo.post("/moderation/approve", { as: moId, response: field });
  expect(approved).toMatchObject({
    status: 303,
    location: expect.stringMatching(/^\/moderation\?done=\d+$/),
  });
  const queue = await mo.get(approved.location ?? "");
  expect(queue.html).toContain("Edit approved. The comment has the new text.");
  expect((await new Visitor(site).get(path)).html).toContain("The second words.");
  expect((await new Visitor(site).get(`/comments/${id}/history`)).html).toMatch(/<ins>.*second.*<\/ins>/);
  expect((await writer.get(own)).html).not.toContain("Your edit is waiting");
  const entry = /name="entry" value="(\d+)"/.exec(queue.html)?.[1] ?? "";
  await mo.post("/moderation/undo", { as: moId, entry });
  expect((await new Visitor(site).get(path)).html).toContain("The first words.");
  expect((await new Visitor(site).get(`/comments/${id}/history`)).status).toBe(404);
  expect((await writer.get(own)).html).toContain("Your edit is waiting");
});

test("refuses a guest's edit with a reason, which their page tells with the text to copy", async () => {
  const { editId, path, own, writer, field } = await editOne({ viewer: null });
  const asked = await mo.get(`/moderation/remove?response=${field}`);
  expect(asked.html).toContain("Refuse this edit?");
  expect(asked.html).toContain("The published text stays.");
  const fields = { as: moId, response: field, reason: "rude", words: "Please leave the name out." };
  expect((await mo.post("/moderation/remove", fields)).status).toBe(303);
  const page = await writer.get(own);
  expect(page.html).toContain("Your edit was refused");
  expect(page.html).toContain("It attacks or belittles a person");
  expect(page.html).toContain("Please leave the name out.");
  expect(page.html).toMatch(/<ins>.*second.*<\/ins>/);
  expect(page.headers.get("Referrer-Policy")).toBe("no-referrer");
  expect((await new Visitor(site).get(path)).html).toContain("The first words.");
  const again = await mo.post("/moderation/approve", { as: moId, response: field });
  expect(again.status).toBe(409);
  expect(again.html).toContain("refused an edit of it");
  expect(again.html).toContain(`href="/moderation#edit-${editId}"`);
  expect((await mo.get("/moderation/log/all")).html).toContain("refused an edit of it");
  expect((await new Visitor(site).get("/moderation/log")).html).toContain("1 edit was refused.");
});

test("lets its writer withdraw an edit, which a moderator then can't approve", async () => {
  for (const viewer of [ada, null]) {
    const { id, own, edit, writer, as, field } = await editOne({ viewer });
    const withdrawn = await writer.post(`${edit}/withdraw`, as);
    expect(withdrawn).toMatchObject({ status: 303, location: `${own}?done=edit-withdrawn-${id}` });
    expect((await writer.get(withdrawn.location ?? "")).html).toContain("Your edit was withdrawn.");
    expect((await writer.post(`${edit}/withdraw`, as)).location).toBe(own);
    expect((await writer.get(`${edit}/withdraw`)).location).toBe(own);
    const late = await mo.post("/moderation/approve", { as: moId, response: field });
    expect(late.status).toBe(409);
    expect(late.html).toContain("Its writer has replaced or withdrawn it");
  }
});
