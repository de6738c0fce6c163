// A writer edits their own comment over HTTP.

import { afterAll, beforeAll, expect, test } from "vitest";
import { hashSecret } from "~/accounts/token.server";
import { setResponseStatus } from "~/responses/response-status.server";
import { createMember, type TestMember } from "../../../../factories/people";
import { createComment, createPost } from "../../../../factories/posts";
import { openTestSite, type TestSite } from "../../../../factories/site";
import { alertOf, errorOf, typedIn, Visitor } from "../../../../factories/visitor";

let site: TestSite;
let ada: TestMember;
let bo: TestMember;

beforeAll(async () => {
  site = await openTestSite({ close: "later" });
  ada = await createMember(site.services.db, "ada", { name: "Ada Farrow" });
  bo = await createMember(site.services.db, "bo", { name: "Bo Ferrell" });
});
afterAll(() => site.close());

const MINUTE = 60 * 1000;
const ago = (minutes: number) => new Date(Date.now() - minutes * MINUTE);

let count = 0;

async function newComment({ minutes = 60, viewer = ada as TestMember | undefined } = {}) {
  const slug = `edited-under-${++count}`;
  const postId = await createPost(site.services, { slug });
  const options = { now: ago(minutes), ...(viewer && { viewer }) };
  const id = await createComment(site.services, postId, { body: "The *first* words." }, options);
  return { id, postId, path: `/posts/${slug}`, edit: `/comments/${id}/edit` };
}

/** Opens the form and sends it. */
async function send(visitor: Visitor, address: string, body: string) {
  const form = await visitor.get(address);
  return visitor.post(address, {
    body,
    basedOn: typedIn(form, "basedOn") ?? "",
    as: typedIn(form, "as") ?? "",
  });
}

test("saves an edit, says so, and tells readers with a link to what changed", async () => {
  const { id, path, edit } = await newComment();
  const visitor = new Visitor(site, ada.cookie);
  expect((await new Visitor(site).get(path)).html).not.toContain(`/comments/${id}/history`);
  expect((await visitor.get(path)).html).toContain(`href="${edit}"`);
  const form = await visitor.get(edit);
  expect(typedIn(form, "body")).toBe("The *first* words.");
  expect(form.html).toContain("Readers will see that it was edited");
  const saved = await send(visitor, edit, "The *second* words.");
  expect(saved).toMatchObject({ status: 303, location: `${path}?done=edited-${id}#comment-${id}` });
  expect((await visitor.get(saved.location ?? "")).html).toContain("Your changes were saved.");

  const read = await new Visitor(site).get(path);
  expect(read.html).toContain("The <em>second</em> words.");
  expect(read.html).toContain(`href="/comments/${id}/history"`);
  const history = await new Visitor(site).get(`/comments/${id}/history`);
  expect(history.html).toMatch(/<del>.*first.*<\/del>/);
  expect(history.html).toMatch(/<ins>.*second.*<\/ins>/);
  expect(history.html).toContain('content="noindex"');
});

test("gives the text back with the reason when someone has replied meanwhile", async () => {
  const { id, postId, path, edit } = await newComment();
  const visitor = new Visitor(site, ada.cookie);
  const form = await visitor.get(edit);
  await createComment(site.services, postId, { to: id }, { viewer: bo });
  const fields = { body: "Too late.", basedOn: typedIn(form, "basedOn") ?? "", as: String(ada.id) };
  const refused = await visitor.post(edit, fields);
  expect(refused.status).toBe(409);
  expect(alertOf(refused)).toContain("someone has replied to it");
  expect(refused.html).toMatch(/<textarea[^>]*readonly=""[^>]*>Too late\.</);
  expect(refused.html).not.toContain("Save changes");
  expect((await visitor.get(edit)).html).not.toContain("Save changes");
  expect((await visitor.get(path)).html).not.toContain(`href="${edit}"`);
});

test("gives the text back beside the present one when it was edited in another tab", async () => {
  const { edit } = await newComment({ minutes: 1 });
  const visitor = new Visitor(site, ada.cookie);
  const form = await visitor.get(edit);
  await send(visitor, edit, "From the other tab.");
  const fields = { body: "From this tab.", basedOn: typedIn(form, "basedOn") ?? "", as: String(ada.id) };
  const refused = await visitor.post(edit, fields);
  expect(refused.status).toBe(409);
  expect(alertOf(refused)).toContain("edited in another tab");
  expect(typedIn(refused, "body")).toBe("From this tab.");
  expect(refused.html).toContain("<p>From the other tab.</p>");
  const again = { ...fields, basedOn: typedIn(refused, "basedOn") ?? "" };
  expect((await visitor.post(edit, again)).status).toBe(303);
});

test("refuses an empty text beside its field, and gives back a text for a deleted comment", async () => {
  const { id, edit } = await newComment();
  const visitor = new Visitor(site, ada.cookie);
  const refused = await send(visitor, edit, " \n");
  expect(refused.status).toBe(422);
  expect(errorOf(refused, "body")).toBe("Please write your reply.");
  await visitor.post(`/comments/${id}/remove`, { as: String(ada.id) });
  const gone = await visitor.post(edit, { body: "Into the void.", basedOn: "", as: String(ada.id) });
  expect(gone.status).toBe(404);
  expect(gone.html).toContain("Into the void.");
});

test("lets a guest edit by the secret link, which is kept from others", async () => {
  const { id } = await newComment({ viewer: undefined, minutes: 1 });
  const secretHash = hashSecret("only-mine");
  await site.services.db.comment.update({ where: { id }, data: { secretHash } });
  const guest = new Visitor(site);
  expect((await guest.get("/replies/only-mine")).html).toContain('href="/replies/only-mine/edit"');
  const form = await guest.get("/replies/only-mine/edit");
  expect(form.headers.get("Referrer-Policy")).toBe("no-referrer");
  expect(form.headers.get("X-Robots-Tag")).toContain("noindex");
  const saved = await send(guest, "/replies/only-mine/edit", "A guest’s better words.");
  expect(saved).toMatchObject({ status: 303, location: `/replies/only-mine?done=edited-${id}` });
  const own = await guest.get(saved.location ?? "");
  expect(own.html).toContain("Your changes were saved.");
  expect(own.html).toContain("A guest’s better words.");
});

test("shows no history of a comment that isn’t readable, or wasn’t edited", async () => {
  const { id, edit } = await newComment();
  const history = `/comments/${id}/history`;
  const reader = new Visitor(site);
  expect((await reader.get(history)).status).toBe(404);
  await send(new Visitor(site, ada.cookie), edit, "The second words.");
  expect((await reader.get(history)).status).toBe(200);
  await site.services.db.write((tx) => setResponseStatus(tx, { kind: "comment", id }, "held"));
  expect((await reader.get(history)).status).toBe(404);
});
