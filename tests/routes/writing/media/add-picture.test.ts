// Pictures of a draft without a script, and what the editor's script says of its own, over HTTP.

import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { MAX_DRAFT_CHARS } from "~/drafts/draft.schema";
import { createDraft } from "../../../factories/drafts";
import { createMember, type TestMember } from "../../../factories/people";
import { openTestSite, type TestSite } from "../../../factories/site";
import { buildPicture, sendFile, upload } from "../../../factories/uploads";
import { errorOf, Visitor } from "../../../factories/visitor";

let site: TestSite;
let amy: TestMember;
let ben: TestMember;
beforeAll(async () => {
  site = await openTestSite({ close: "later" });
  amy = await createMember(site.services.db, "amy", { role: "contributor" });
  ben = await createMember(site.services.db, "ben", { role: "author" });
});
afterAll(() => site.close());

const stored = (id: number) => site.services.db.draft.findUniqueOrThrow({ where: { id } });
const begin = (source: string) => createDraft(site.services.db, amy, { title: "Cups", source });

/** Presses the button of the editor that adds a picture. */
const press = (id: number, fields: Record<string, string>, form = randomUUID()) =>
  new Visitor(site, amy.cookie).post(`/write/${id}/picture`, {
    ...{ as: String(amy.id), form, version: "1", title: "Cups", ...fields },
  });

test("saves the text, takes a picture, and adds it at the end of the text with its caption", async () => {
  const id = await begin("As saved.");
  const editor = new Visitor(site, amy.cookie);
  expect((await editor.get(`/write/${id}`)).html).toContain(`formaction="/write/${id}/picture"`);
  const { status, location } = await press(id, { body: "As typed.\n\n" });
  expect([status, location]).toEqual([303, `/media/upload?into=${id}`]);
  const page = await editor.get(location ?? "");
  expect(page.html).toContain(`action="/media/upload?into=${id}"`);
  const fields = { alt: "Cups *and* spoons", caption: 'In "May"' };
  const sent = await sendFile(site, amy, { file: await buildPicture(350, 200), fields }, location ?? "");
  expect([sent.status, sent.headers.get("location")]).toEqual([303, `/write/${id}?picture=added`]);
  const { source, version } = await stored(id);
  expect(source).toMatch(
    /^As typed\.\n\n!\[Cups \\\*and\\\* spoons\]\(\/media\/[0-9a-f]{32}\/reading-room\.jpg "In \\"May\\""\)\n$/,
  );
  expect(version).toBe(3);
  const back = await editor.get(`/write/${id}?picture=added`);
  expect(back.html).toContain("The picture is added at the end of the text.");
  const [, address = ""] = /\((\S+) /.exec(source) ?? [];
  const uses = await site.services.db.mediaUse.findMany({ where: { draftId: id }, include: { media: true } });
  expect(uses.map(({ media, missingAlt }) => [address.includes(media.hash), missingAlt])).toEqual([
    [true, false],
  ]);
});

test("keeps a text beside the draft that was open on another page while the picture was added", async () => {
  const id = await begin("As saved.");
  await sendFile(site, amy, { file: await buildPicture(351, 200) }, `/media/upload?into=${id}`);
  const { location } = await press(id, { body: "From the other page." });
  expect(location).toMatch(new RegExp(`^/write/${id}\\?copied=\\d+$`));
  expect((await stored(id)).source).toMatch(/^As saved\.\n\n!\[/);
});

test("gives an error of the file back, with the draft as it was", async () => {
  const id = await begin("As saved.");
  const fields = { alt: "My words", caption: "My caption" };
  const path = `/media/upload?into=${id}`;
  const refused = await sendFile(site, amy, { file: Buffer.from("Only words."), fields }, path);
  const html = await refused.text();
  expect([refused.status, html]).toEqual([422, expect.stringContaining('id="field-file-error"')]);
  for (const kept of [">My words</textarea>", 'value="My caption"', `action="${path}"`])
    expect(html).toContain(kept);
  expect(await stored(id)).toMatchObject({ source: "As saved.", version: 1 });
  const long = await sendFile(
    site,
    amy,
    { file: await buildPicture(352, 200), fields: { caption: "x".repeat(501) } },
    path,
  );
  expect([long.status, await long.text()]).toEqual([
    422,
    expect.stringContaining("Shorten the caption to 500 characters."),
  ]);
});

test("refuses another's draft, one that is handed in, and none, and keeps nothing", async () => {
  const id = await begin("As saved.");
  const submitted = await begin("As handed in.");
  await site.services.db.draft.update({ where: { id: submitted }, data: { status: "submitted" } });
  const before = await site.services.db.media.count();
  for (const [who, of] of [
    [ben, id],
    [amy, submitted],
    [amy, 999_999],
    [amy, "x"],
  ] as const) {
    const path = `/media/upload?into=${of}`;
    expect((await new Visitor(site, who.cookie).get(path)).status).toBe(404);
    expect((await sendFile(site, who, { file: await buildPicture(353, 200) }, path)).status).toBe(404);
  }
  expect(await site.services.db.media.count()).toBe(before);
});

test("leads to the page of a picture for which the text has no room", async () => {
  const id = await begin("x".repeat(MAX_DRAFT_CHARS - 10));
  const sent = await sendFile(site, amy, { file: await buildPicture(354, 200) }, `/media/upload?into=${id}`);
  const page = sent.headers.get("location") ?? "";
  expect(page).toMatch(/^\/media\/\d+\?done=not-added$/);
  expect((await new Visitor(site, amy.cookie).get(page)).html).toContain("your draft has no room for more");
  expect((await stored(id)).version).toBe(1);
});

test("gives a text that can't be saved back in the editor", async () => {
  const id = await begin("As saved.");
  const refused = await press(id, { body: "x".repeat(MAX_DRAFT_CHARS + 7) });
  expect([refused.status, errorOf(refused, "body")]).toEqual([
    422,
    expect.stringContaining("Please shorten this by 7 characters."),
  ]);
});

const describe = (who: TestMember, id: number | string, fields: Record<string, string>) =>
  new Visitor(site, who.cookie).post(`/write/media/${id}`, { as: String(who.id), ...fields });

test("notes what a picture shows, and that a decoration needs no words", async () => {
  const { db } = site.services;
  const { id, markdown } = await upload(site, amy, { file: await buildPicture(355, 200) });
  await begin(markdown);
  const row = () =>
    db.media.findUniqueOrThrow({
      where: { id },
      select: { alt: true, decorative: true, uses: { select: { missingAlt: true } } },
    });
  expect((await describe(amy, id, { alt: "  A \n desk " })).status).toBe(200);
  expect(await row()).toEqual({ alt: "A desk", decorative: false, uses: [{ missingAlt: true }] });
  expect((await describe(amy, id, { decorative: "on" })).status).toBe(200);
  expect(await row()).toEqual({ alt: "", decorative: true, uses: [{ missingAlt: false }] });
  expect((await describe(ben, id, { alt: "Not mine" })).status).toBe(404);
  expect((await describe(amy, "x", { alt: "None" })).status).toBe(404);
  expect((await describe(amy, id, { alt: "x".repeat(501) })).status).toBe(422);
  expect((await row()).decorative).toBe(true);
});

test("tells before a publication and in the preview which pictures nobody has described, and forbids nothing", async () => {
  const plain = await upload(site, ben, { file: await buildPicture(358, 200), name: "Plain.jpg" });
  const decoration = await upload(site, ben, {
    ...{ file: await buildPicture(359, 200), name: "Ornament.jpg" },
    fields: { decorative: "on" },
  });
  const told = await upload(site, ben, { file: await buildPicture(360, 200), fields: { alt: "Cups" } });
  const source = [decoration, told, plain].map(({ markdown }) => markdown).join("\n\n");
  const id = await createDraft(site.services.db, ben, { title: "Pictures", source });
  const writer = new Visitor(site, ben.cookie);
  for (const page of ["publish", "preview"]) {
    const { html } = await writer.get(`/write/${id}/${page}`);
    expect(html.replaceAll("<!-- -->", "")).toContain(
      "1 picture has no alternative text: plain.jpg in line 5.",
    );
    expect(html).toContain(`href="/write/${id}?line=5#field-body"`);
  }
  await describe(ben, plain.id, { decorative: "on" });
  expect((await writer.get(`/write/${id}/preview`)).html).not.toContain("alternative text");
  const published = await writer.post(`/write/${id}/publish`, { as: String(ben.id), version: "1" });
  expect(published.location).toBe(`/drafts?done=${id}`);
});
