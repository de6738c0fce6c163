// Pictures in responses over HTTP: where they are shown, who is served them, and who may not add any.

import { expect, test } from "vitest";
import { fingerprint } from "~/comments/editing/comment-edits.server";
import { block, person } from "../../factories/blocks";
import { buildPdf } from "../../factories/documents";
import { createDraft } from "../../factories/drafts";
import { decide } from "../../factories/moderation";
import { createMember } from "../../factories/people";
import { createPost } from "../../factories/posts";
import { sendFile, type UploadAnswer } from "../../factories/uploads";
import { alertOf, errorOf, typedIn, Visitor } from "../../factories/visitor";
import { allow, newPicture, openPictureSite, RESPOND, SCRIPT, shown } from "./picture-site";
import { typed } from "./typed";

const { here, visit, found, add, reply, statusFor } = openPictureSite();

/** What the address of a picture answers a stranger, another member, its writer, and a moderator. */
const answers = async ({ address }: UploadAnswer) => ({
  stranger: await statusFor(address),
  other: await statusFor(address, here.ben),
  writer: await statusFor(address, here.ada),
  moderator: await statusFor(address, here.mo),
});
const ALL = { stranger: 200, other: 200, writer: 200, moderator: 200 };
const UNSEEN = { stranger: 404, other: 404, writer: 200, moderator: 200 };
const WITHDRAWN = { stranger: 410, other: 410, writer: 200, moderator: 200 };

test("shows a member's picture with its sizes, and everyone is served it once the response is there", async () => {
  const { site, ada } = here;
  const picture = await add(ada);
  expect(await answers(picture)).toEqual({ ...UNSEEN, moderator: 404 });
  const { id, html, excerpt } = await reply(ada, `As here:\n\n${shown(picture)}`);
  expect(html).toMatch(
    /<picture><source type="image\/webp" srcset="[^"]* 480w[^>]*><img src="[^"]*" alt="Cups" width="640" height="420" [^>]*loading="lazy"/,
  );
  expect(excerpt).toBe("As here:");
  expect(await answers(picture)).toEqual(ALL);
  expect((await site.get("/posts/x").then((page) => page.text())).includes(picture.address)).toBe(true);
  const uses = await site.services.db.mediaUse.findMany({ where: { commentId: id } });
  expect(uses).toMatchObject([{ mediaId: picture.id, missingAlt: false }]);
});

test("follows the response: held, approved, removed, spam, erased", async () => {
  const { site, ada, mo } = here;
  await allow(site, { holding: "everyone" });
  const picture = await add(ada);
  const { id, excerpt, status } = await reply(ada, shown(picture, "A table"));
  expect([status, excerpt]).toEqual(["held", "Picture: A table"]);
  expect(await answers(picture)).toEqual(UNSEEN);
  const queue = await visit(mo).get("/moderation");
  expect(queue.html).toContain(`src="${picture.address}"`);
  await decide(site.services, mo, "approve", [id]);
  expect(await answers(picture)).toEqual(ALL);
  for (const action of ["remove", "mark-spam", "hold"] as const) {
    await decide(site.services, mo, action, [id]);
    expect(await answers(picture)).toEqual(WITHDRAWN);
  }
  await visit(ada).post(`/comments/${id}/remove`, { as: String(ada.id) });
  expect(await answers(picture)).toEqual({ ...WITHDRAWN, moderator: 410 });
  expect(await site.services.db.mediaUse.count({ where: { mediaId: picture.id } })).toBe(0);
});

test("is served to nobody else while the post of its response is withdrawn", async () => {
  const { site, ada } = here;
  const postId = await createPost(site.services, { slug: "withdrawn" });
  const picture = await add(ada);
  const fields = typed({ as: String(ada.id), body: shown(picture) });
  await visit(ada).post("/posts/withdrawn/respond", fields);
  expect(await answers(picture)).toEqual(ALL);
  await site.services.db.post.update({ where: { id: postId }, data: { status: "withdrawn" } });
  expect(await answers(picture)).toMatchObject({ stranger: 410, other: 410 });
});

test("a guest's and a hidden member's Markdown names a picture in vain: it is a link, and stays unseen", async () => {
  const { site, ada } = here;
  await allow(site, { withoutAccount: "yes" });
  const picture = await add(ada);
  const encoded = `![Cups](${picture.address.replace("/media/", "/%6Dedia/")})`;
  for (const body of [`Mine? ${shown(picture)}`, `By its code: ${encoded}`]) {
    const { id, html } = await reply(null, body);
    expect(html).not.toContain("<img");
    expect(await site.services.db.mediaUse.count({ where: { commentId: id } })).toBe(0);
  }
  expect(await answers(picture)).toEqual({ ...UNSEEN, moderator: 404 });
  const body = `Nobody knows me. ${shown(picture)}`;
  const hidden = typed({ as: String(ada.id), account: "none", name: "Someone", body });
  const refused = await visit(ada).post(RESPOND, hidden);
  expect([refused.status, errorOf(refused, "body")]).toEqual([
    422,
    expect.stringContaining("take your picture out, or reply with your account"),
  ]);
  expect(typedIn(refused, "body")).toContain("Nobody knows me.");
  expect(await site.services.db.comment.count({ where: { source: body } })).toBe(0);
});

test("names another's picture in vain: of a draft, of a post, and in a quote it is a link", async () => {
  const { site, ada, ben, amy } = here;
  const ofDraft = await add(amy, "/write/media");
  await createDraft(site.services.db, amy, { source: shown(ofDraft) });
  const quoted = await add(ben);
  await reply(ben, `Look: ${shown(quoted)}`);
  const { id, html } = await reply(ada, `${shown(ofDraft, "Secret")}\n\n> Look: ${shown(quoted)}`);
  expect(html).not.toContain("<img");
  expect(html).toContain(`<a href="${quoted.address}">Cups</a>`);
  expect(await statusFor(ofDraft.address)).toBe(404);
  expect(await site.services.db.mediaUse.count({ where: { commentId: id } })).toBe(0);
  // An editor, who may see all pictures, shows only their own too.
  const eve = await createMember(site.services.db, "eve", { role: "editor" });
  expect((await reply(eve, `It is ${shown(ofDraft)}`)).html).not.toContain("<img");
  expect(await statusFor(ofDraft.address)).toBe(404);
});

test("a writer's document is a link in a response, and isn't published by it", async () => {
  const { site, amy } = here;
  const file = await buildPdf({ title: "Secret plan" });
  const sent = await sendFile(site, amy, { file, name: "plan.pdf" });
  const { address } = (await sent.json()) as UploadAnswer;
  await reply(amy, `See [the plan](${address}) and ![it](${address}).`);
  expect(await statusFor(address)).toBe(404);
  const refused = await sendFile(site, amy, { file, name: "plan.pdf" }, SCRIPT);
  expect([refused.status, await refused.json()]).toEqual([
    422,
    { errors: { file: expect.stringContaining("documents can’t stand in responses") } },
  ]);
});

test("refuses more than four pictures and keeps the text", async () => {
  const { ada } = here;
  const picture = await add(ada);
  const body = Array.from({ length: 50 }, () => shown(picture)).join("\n\n");
  const refused = await visit(ada).post(RESPOND, typed({ as: String(ada.id), body }));
  expect([refused.status, errorOf(refused, "body")]).toEqual([
    422,
    expect.stringContaining("Please use at most 4 pictures"),
  ]);
  expect(refused.html).toContain(picture.address);
  expect((await reply(ada, shown(picture).repeat(4))).html.match(/<img/g)).toHaveLength(4);
});

test("takes no picture where the site doesn't allow them, and says so without losing the text", async () => {
  const { site, ada, mo, amy } = here;
  const before = await add(ada);
  const standing = await reply(ada, `From before: ${shown(before)}`);
  await allow(site, { picturesInResponses: "no" });
  expect((await visit(ada).get("/posts/x")).html).not.toContain("Add a picture");
  expect((await sendFile(site, ada, { file: await newPicture() }, SCRIPT)).status).toBe(403);
  for (const member of [amy, mo]) {
    const { status } = await sendFile(site, member, { file: await newPicture() }, SCRIPT);
    expect(status).toBe(member === amy ? 422 : 403);
  }
  const asked = await visit(ada).post(
    `${RESPOND}/picture`,
    typed({ as: String(ada.id), body: "Kept words." }),
  );
  expect([asked.status, alertOf(asked)]).toEqual([422, expect.stringContaining("without the picture")]);
  expect(typedIn(asked, "body")).toBe("Kept words.");
  // Her own, typed by hand, is a link.
  const { html } = await reply(ada, `Again: ${shown(before)}`);
  expect(html).toContain(`<a href="${before.address}">Cups</a>`);
  // What stands stays, also when she corrects a word.
  const body = `Since before: ${shown(before)}`;
  const basedOn = fingerprint(standing.source);
  await visit(ada).post(`/comments/${standing.id}/edit`, { as: String(ada.id), body, basedOn });
  expect((await found(body)).html).toContain("<img");
  expect(await answers(before)).toEqual(ALL);
});

test("guests, and members who may not comment, add none", async () => {
  const { site, ada, mo } = here;
  expect((await sendFile(site, null, { file: await newPicture() }, SCRIPT)).status).toBe(403);
  const guest = await new Visitor(site).get("/posts/x");
  expect(guest.html).not.toMatch(/Add a picture|reply-pictures/);
  const member = await visit(ada).get("/posts/x");
  expect(member.html).toMatch(/Add a picture<\/button><script type="module" src="\/assets\/reply-pictures-/);
  const dan = await createMember(site.services.db, "dan");
  await block(site.services, mo, person("dan"));
  const refused = await sendFile(site, dan, { file: await newPicture() }, SCRIPT);
  expect([refused.status, await refused.json()]).toEqual([
    422,
    { errors: { file: expect.stringContaining("your account can’t comment here") } },
  ]);
  expect(await site.services.db.media.count({ where: { ownerId: dan.id } })).toBe(0);
});
