// Adding pictures to responses over HTTP: the way without a script, edits, readers' own pages and limits.

import { expect, test } from "vitest";
import { MAX_COMMENT_CHARS } from "~/comments/comment.schema";
import { fingerprint } from "~/comments/editing/comment-edits.server";
import { READER_UPLOADS_PER_HOUR } from "~/media/media.schema";
import { createMember, type TestMember } from "../../factories/people";
import { openTestSite } from "../../factories/site";
import { sendFile } from "../../factories/uploads";
import { typedIn } from "../../factories/visitor";
import { allow, newPicture, openPictureSite, RESPOND, SCRIPT, shown } from "./picture-site";
import { typed } from "./typed";

const { here, visit, found, add, reply, statusFor } = openPictureSite();

test("a reader's room is smaller and named, and readers see, describe and remove what they uploaded", async () => {
  const { site } = here;
  const { db } = site.services;
  const rita = await createMember(db, "rita");
  const picture = await add(rita);
  await reply(rita, `By Rita: ${shown(picture)}`);
  const list = await visit(rita).get("/media");
  expect(list.html).toContain("of 100.0 MB.");
  expect(list.html).not.toContain('href="/media/upload"');
  expect((await visit(rita).get(picture.page)).html).toContain("Comment under:");

  expect((await sendFile(site, rita, { file: await newPicture() }, "/write/media")).status).toBe(403);
  const { fileId } = await db.media.findUniqueOrThrow({ where: { id: picture.id } });
  await db.mediaFile.update({ where: { id: fileId ?? 0 }, data: { bytes: 100 * 1024 * 1024 } });
  const full = await sendFile(site, rita, { file: await newPicture() }, SCRIPT);
  expect([full.status, await full.text()]).toEqual([413, expect.stringContaining("all the room")]);
  await visit(rita).post(`${picture.page}/remove`, { as: String(rita.id) });
  expect(await statusFor(picture.address)).toBe(410);
});

test("adds a picture without a script, and gives everything back that was typed", async () => {
  const { site, ada } = here;
  const body = "é".repeat(MAX_COMMENT_CHARS - 300);
  const fields = typed({ as: String(ada.id), body, account: "mine" });
  const page = await visit(ada).post(`${RESPOND}/picture`, fields);
  expect([page.status, page.headers.get("Cache-Control")]).toEqual([200, "private, max-age=3600"]);
  expect(page.html).toContain(`action="${RESPOND}/picture/add"`);
  expect(page.html).toContain(`name="body" value="${body}"`);
  const { email: _, site: __, ...kept } = fields;
  const wrong = await sendFile(
    site,
    ada,
    { file: Buffer.from("Only words"), fields: { ...kept, alt: "Four cups" } },
    `${RESPOND}/picture/add`,
  );
  const refused = await wrong.text();
  expect([wrong.status, refused]).toEqual([422, expect.stringContaining('id="field-file-error"')]);
  expect(refused).toContain(`name="body" value="${body}"`);
  expect(refused).toContain(">Four cups</textarea>");
  const sent = await sendFile(
    site,
    ada,
    { file: await newPicture(), fields: { ...kept, alt: "Four *cups*" } },
    `${RESPOND}/picture/add`,
  );
  const html = await sent.text();
  expect(sent.status).toBe(200);
  expect(html).toContain('alt="Four *cups*"');
  expect(html).toMatch(
    /\n\n!\[Four \\\*cups\\\*\]\(\/media\/[0-9a-f]{32}\/reading-room\.jpg\)\n<\/textarea>/,
  );
  expect(html).toContain(`action="${RESPOND}"`);
  const back = await visit(ada).post(`${RESPOND}/picture/add`, { ...kept, without: "yes" });
  expect([back.status, typedIn(back, "body")]).toEqual([200, body]);
});

test("adds a picture to an edit, which readers see when it is saved, and takes it out again", async () => {
  const { site, ada, ben } = here;
  const { id, source } = await reply(ada, "Before the picture.");
  const form = await visit(ada).get(`/comments/${id}/edit`);
  expect(form.html).toContain(`formaction="/comments/${id}/edit/picture"`);
  const values = { as: String(ada.id), body: "With a picture:", basedOn: fingerprint(source) };
  const page = await visit(ada).post(`/comments/${id}/edit/picture`, values);
  expect(page.html).toContain('name="body" value="With a picture:"');
  const path = `/comments/${id}/edit/picture/add`;
  const theirs = await sendFile(site, ben, { file: await newPicture(), fields: { ...values, as: "" } }, path);
  expect(theirs.status).toBe(404);
  const sent = await sendFile(site, ada, { file: await newPicture(), fields: values }, path);
  const html = await sent.text();
  const [, text = "", address = ""] = /<textarea[^>]*>(With[^<]*\(([^)]*)\)\n)<\/textarea>/.exec(html) ?? [];
  expect(html).toContain(`name="basedOn" value="${values.basedOn}"`);
  expect(await statusFor(address)).toBe(404);
  await visit(ada).post(`/comments/${id}/edit`, { ...values, body: text });
  expect(await statusFor(address)).toBe(200);
  const out = { ...values, body: "Without.", basedOn: fingerprint(text.trim()) };
  await visit(ada).post(`/comments/${id}/edit`, out);
  expect((await found("Without.")).id).toBe(id);
  expect(await statusFor(address)).toBe(410);
});

test("survives odd addresses, characters and ids", async () => {
  const { site, ada } = here;
  const odd = [
    "![a](/media/ffffffffffffffffffffffffffffffff/x.jpg)",
    "![\0](/media/\0/x.jpg)",
    "![a](/media/__proto__/constructor)",
    `![a](/media/${"f".repeat(5_000)}/x.jpg)`,
    Array.from({ length: 400 }, (_, n) => `/media/${n.toString(16).padStart(32, "0")}/a`).join(" "),
  ];
  for (const body of odd) {
    const { status } = await visit(ada).post(RESPOND, typed({ as: String(ada.id), body: `Odd ${body}` }));
    expect([303, 422]).toContain(status);
  }
  for (const id of ["99999999999999999999", "0", "-1", "%00", "1e3"])
    for (const path of [`/comments/${id}/edit/picture`, `/comments/${id}/edit/picture/add`]) {
      const { status } = await visit(ada).post(path, { as: String(ada.id), body: "x" });
      expect([400, 404]).toContain(status);
    }
  const sent = await sendFile(site, ada, { file: await newPicture(), name: "\0../../x.jpg" }, SCRIPT);
  expect([200, 400]).toContain(sent.status);
});

test("limits how many pictures a reader sends in an hour", async () => {
  const limited = await openTestSite({ env: { RATE_LIMITS: "on" } });
  const { db } = limited.services;
  await allow(limited);
  const reader = await createMember(db, "reader");
  const send = async () =>
    (await sendFile(limited, reader, { file: Buffer.from("Only words") }, SCRIPT)).status;
  for (let sent = 0; sent < READER_UPLOADS_PER_HOUR; sent++) expect(await send()).toBe(422);
  expect(await send()).toBe(429);
});

test("the menu leads to media where the site takes pictures, and always whoever has some", async () => {
  const { site, ben } = here;
  const leads = async (member: TestMember) => (await visit(member).get("/tags")).html.includes('"/media"');
  const uma = await createMember(site.services.db, "uma");
  await add(uma);
  expect([await leads(ben), await leads(uma)]).toEqual([true, true]);
  await allow(site, { picturesInResponses: "no" });
  expect([await leads(ben), await leads(uma)]).toEqual([false, true]);
  await site.services.db.media.updateMany({ where: { ownerId: uma.id }, data: { removedAt: new Date() } });
  expect(await leads(uma)).toBe(false);
});
