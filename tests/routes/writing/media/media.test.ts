// Pages of uploads over HTTP: the list, one upload, and what becomes of texts when it is replaced or removed.

import { readdir } from "node:fs/promises";
import path from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { publishDraftVersion, updateFromDraft } from "~/flows/writing/publish-draft.server";
import { createDraft } from "../../../factories/drafts";
import { createMember, type TestMember } from "../../../factories/people";
import { openTestSite, type TestSite } from "../../../factories/site";
import { buildPicture, sendFile, upload } from "../../../factories/uploads";
import { Visitor } from "../../../factories/visitor";

let site: TestSite;
let amy: TestMember;
let ben: TestMember;
let eve: TestMember;
beforeAll(async () => {
  site = await openTestSite({ close: "later" });
  const { db } = site.services;
  amy = await createMember(db, "amy", { role: "author" });
  ben = await createMember(db, "ben", { role: "author" });
  eve = await createMember(db, "eve", { role: "editor" });
});
afterAll(() => site.close());

const as = (member: TestMember) => new Visitor(site, member.cookie);
const stored = async () =>
  (await readdir(path.join(site.dataFolder, "uploads"), { recursive: true })).filter((name) =>
    name.includes("."),
  );

let colour = 0x100000;
/** Another picture each time. */
function another(): Promise<Buffer> {
  colour += 0x1111;
  return buildPicture(600, 400, `#${colour.toString(16)}`);
}

async function publish(title: string, source: string): Promise<void> {
  const draftId = await createDraft(site.services.db, amy, { title, source, writers: "amy" });
  const done = await publishDraftVersion(
    { ...site.services, publicUrl: site.address } as never,
    amy,
    { draftId, version: 1 },
    new Date(),
  );
  expect(done).toMatchObject({ ok: true });
}

test("the list has one's own, and for editors everyone's and those without alternative text", async () => {
  const mine = await upload(site, amy, { file: await another(), name: "mine.jpg", fields: { alt: "Cups" } });
  await upload(site, ben, { file: await another(), name: "bens.jpg" });
  await publish("Undescribed", `![](${mine.address})`);
  const list = await as(amy).get("/media");
  expect(list.html).toContain("mine.jpg");
  expect(list.html).toContain("In 2 texts.");
  expect(list.html).toMatch(/Your files take \d+ kB of 1\.1 GB\./);
  expect(list.html).not.toContain("bens.jpg");
  const all = await as(eve).get("/media?list=all");
  for (const name of ["mine.jpg", "bens.jpg", "<bdi>ben</bdi>"]) expect(all.html).toContain(name);
  const undescribed = await as(eve).get("/media?list=undescribed");
  expect([undescribed.html.includes("mine.jpg"), undescribed.html.includes("bens.jpg")]).toEqual([
    true,
    false,
  ]);
  expect((await as(amy).get("/media?list=all")).status).toBe(404);
  for (const list of ["nonsense", "constructor", "__proto__"])
    expect((await as(eve).get(`/media?list=${list}`)).status).toBe(404);
  // It is only a decoration: then nothing is missing.
  const described = { as: String(amy.id), alt: "", decorative: "on" };
  expect((await as(amy).post(`${mine.page}`, described)).status).toBe(303);
  expect((await as(eve).get("/media?list=undescribed")).html).not.toContain("mine.jpg");
  // No decoration after all: its texts lack words again.
  expect((await as(amy).post(`${mine.page}`, { as: String(amy.id), alt: "Cups" })).status).toBe(303);
  expect((await as(eve).get("/media?list=undescribed")).html).toContain("mine.jpg");
});

test("the list shows an animation by its first frame, and a picture as WebP", async () => {
  const frames = await Promise.all([another(), another()]);
  const moving = await sharp(frames, { join: { animated: true } })
    .gif()
    .toBuffer();
  const uploads = [
    await upload(site, amy, { file: moving }),
    await upload(site, amy, { file: await another() }),
  ];
  const { html } = await as(amy).get("/media");
  const [first, second] = uploads.map(({ address }) => address.replace(/[^/]+$/, ""));
  expect(html).toMatch(new RegExp(`<img src="${first}\\d+\\.jpg"`));
  expect(html).toMatch(new RegExp(`<img src="${second}\\d+\\.webp"`));
});

test("an upload's page says where it stands, and hides others' drafts", async () => {
  const { address, page } = await upload(site, amy, { file: await another(), fields: { alt: "Cups" } });
  await publish("A public text", `![Cups](${address})`);
  await createDraft(site.services.db, eve, { title: "A secret plan", source: `![Cups](${address})` });
  const own = await as(amy).get(page);
  expect(own.html).toContain('Post: <a href="/posts/a-public-text"><bdi>A public text</bdi></a>');
  expect(own.html).toContain("A text that you can’t read.");
  expect(own.html).not.toContain("A secret plan");
  expect((await as(eve).get(page)).html).toContain("A secret plan");
});

test("a replaced picture is shown in its texts, and the old one in earlier versions", async () => {
  const old = await upload(site, amy, { file: await another(), name: "old.jpg" });
  await publish("Faces", `![Four people](${old.address} "At the table")`);
  const sent = { file: await another(), name: "new.jpg", fields: { alt: "Blurred" } };
  const answer = await sendFile(site, amy, sent, `${old.page}/replace`);
  expect(answer.status).toBe(303);
  const text = async (query = "") => (await as(amy).get(`/posts/faces${query}`)).html;
  await expect.poll(() => text()).toMatch(/<img src="\/media\/[0-9a-f]{32}\/new\.jpg" alt="Four people"/);
  const source = await site.services.db.post.findUniqueOrThrow({ where: { slug: "faces" } });
  expect(source.source).toContain(old.address);
  const [, shown = ""] = /<img src="(\/media\/[^"]+)"/.exec(await text()) ?? [];
  // Both are public: the new one in the text, the old one in a version.
  expect([(await site.get(shown)).status, (await site.get(old.address)).status]).toEqual([200, 200]);
  expect((await as(amy).get(old.page)).html).toContain("stands in its place");
  const again = { ...sent, file: await another(), name: "third.jpg" };
  expect((await sendFile(site, amy, again, `${old.page}/replace`)).status).toBe(303);
  await expect.poll(() => text()).toContain("/third.jpg");
  expect([(await site.get(shown)).status, (await site.get(old.address)).status]).toEqual([410, 200]);
});

test("what replaces a replacement is shown in its texts, and the one between is public no more", async () => {
  const [one, two, three] = [await another(), await another(), await another()];
  const first = await upload(site, amy, { file: one, name: "one.jpg" });
  await publish("Chain", `![Four people](${first.address})`);
  const replace = async (page: string, file: Buffer, name: string) => {
    const answer = await sendFile(site, amy, { file, name }, `${page}/replace`);
    expect(answer.status).toBe(303);
    await expect.poll(shown).toContain(`/${name}`);
    return (answer.headers.get("location") ?? "").replace(/\?.*/, "");
  };
  const shown = async () =>
    /<img src="(\/media\/[^"]+)"/.exec(await (await site.get("/posts/chain")).text())?.[1] ?? "";
  const second = await replace(first.page, two, "two.jpg");
  const between = await shown();
  expect((await site.get(between)).status).toBe(200);
  await replace(second, three, "three.jpg");
  const statuses = [first.address, between, await shown()].map(async (path) => (await site.get(path)).status);
  expect(await Promise.all(statuses)).toEqual([200, 410, 200]);
  // Deleted as unused, it doesn't bring back what it replaced.
  await site.services.db.media.delete({ where: { id: Number(second.split("/").pop()) } });
  expect((await as(amy).get(first.page)).html).toContain("stands in its place");
  // The first file again, in the place of the third: no circle.
  const last = (await as(amy).get(first.page)).html.match(/href="(\/media\/\d+)">Another file/)?.[1] ?? "";
  await replace(last, one, "one.jpg");
  expect((await as(amy).get(first.page)).html).not.toContain("stands in its place");
  expect((await as(amy).get(last)).html).toContain("stands in its place");
});

test("a file that was replaced itself shows what stands in its place, wherever it replaces another", async () => {
  const [one, two, three] = [await another(), await another(), await another()];
  const first = await upload(site, amy, { file: one, name: "a.jpg" });
  const other = await upload(site, amy, { file: three, name: "c.jpg" });
  const replace = async (page: string, file: Buffer, name: string) =>
    (await sendFile(site, amy, { file, name }, `${page}/replace`)).headers.get("location");
  const second = await replace(first.page, two, "b.jpg");
  expect(await replace(other.page, one, "a.jpg")).toBe(second);
  await publish("Twice replaced", `![Cups](${other.address})`);
  expect(await (await site.get("/posts/twice-replaced")).text()).toContain("/b.jpg");
});

test("a removed picture is gone from its texts, its address and the store, for everyone and for good", async () => {
  const file = await another();
  const before = await stored();
  const { address, page, id } = await upload(site, amy, { file, fields: { alt: "A face" } });
  await publish("A face", `Before. ![A face](${address}) After.`);
  expect((await site.get(address)).status).toBe(200);
  const asked = (await as(amy).get(`${page}/remove`)).html;
  expect(asked).toContain("Remove this picture from the site?");
  expect(asked).toContain(`<img src="${address}" alt="A face"`);
  expect((await as(ben).post(`${page}/remove`, { as: String(ben.id) })).status).toBe(404);
  const removed = await as(eve).post(`${page}/remove`, { as: String(eve.id) });
  expect(removed.location).toBe("/media?done=removed");
  expect((await as(eve).get("/media?done=removed")).html).toContain("The file was removed from this site.");
  await expect
    .poll(async () => (await as(amy).get("/posts/a-face")).html)
    .toContain("Before. [This picture was removed.] After.");
  for (const by of [null, amy, eve]) {
    const answer = await site.get(address, { headers: by ? { Cookie: by.cookie } : {} });
    expect([answer.status, await answer.text()]).toEqual([410, "This file was removed.\n"]);
  }
  expect(await stored()).toEqual(before);
  expect((await site.services.db.media.findUniqueOrThrow({ where: { id } })).alt).toBe("");
  const again = await sendFile(site, amy, { file });
  expect([again.status, await again.text()]).toEqual([
    422,
    expect.stringContaining("was removed from the site earlier"),
  ]);
  expect((await as(amy).get(page)).status).toBe(404);
});

test("what nothing names is deleted, and leaves a file that somebody else has", async () => {
  const file = await another();
  const { page, address } = await upload(site, amy, { file });
  const theirs = await upload(site, ben, { file });
  expect((await as(amy).get(`${page}/remove`)).html).toContain("Delete this picture?");
  expect((await as(amy).post(`${page}/remove`, { as: String(amy.id) })).status).toBe(303);
  const statuses = await Promise.all(
    [address, theirs.address].map(
      async (at) => (await site.get(at, { headers: { Cookie: ben.cookie } })).status,
    ),
  );
  expect(statuses).toEqual([404, 200]);
  expect((await upload(site, amy, { file })).address).toBe(address);
});

test("with the last version that names it, a picture is public no more", async () => {
  const { address } = await upload(site, amy, { file: await another() });
  const kept = await upload(site, amy, { file: await another() });
  await publish("Two versions", `![A face](${address}) ![Cups](${kept.address})`);
  expect((await site.get(address)).status).toBe(200);
  const { db } = site.services;
  const post = await db.post.findUniqueOrThrow({ where: { slug: "two-versions" }, include: { draft: true } });
  const form = {
    as: String(amy.id),
    title: "Two versions",
    body: `Without it. ![Cups](${kept.address})`,
    writers: "amy",
  };
  const saved = await as(amy).post(`/write/${post.draft?.id}/save`, {
    ...form,
    form: "a-form-of-mine-0001",
    version: "1",
  });
  expect(saved.status).toBe(200);
  const draft = await db.draft.findUniqueOrThrow({ where: { postId: post.id } });
  const seen = { draftId: draft.id, version: draft.version };
  const deps = { ...site.services, publicUrl: site.address } as never;
  expect(await updateFromDraft(deps, amy, seen, new Date())).toMatchObject({ ok: true });
  expect((await site.get(address)).status).toBe(200);
  const removed = await as(eve).post("/posts/two-versions/history/1/remove", { as: String(eve.id) });
  expect(removed.status).toBe(303);
  expect([(await site.get(address)).status, (await site.get(kept.address)).status]).toEqual([410, 200]);
});

test("a picture in a profile, and in the introduction of a series, is shown and public", async () => {
  const mine = await upload(site, amy, { file: await another(), fields: { alt: "Me at a desk" } });
  const profile = { as: String(amy.id), name: "amy", handle: "amy", bio: mine.markdown };
  expect((await as(amy).post("/settings", profile)).status).toBe(303);
  expect((await site.get(mine.address)).status).toBe(200);
  expect(await (await site.get("/people/amy")).text()).toContain(
    `<img src="${mine.address}" alt="Me at a desk"`,
  );
  const ours = await upload(site, amy, { file: await another(), fields: { alt: "A shelf" } });
  const series = {
    as: String(eve.id),
    title: "Shelves",
    slug: "shelves",
    intro: ours.markdown,
    status: "under way",
  };
  expect((await as(eve).post("/series/new", series)).status).toBe(303);
  expect((await site.get(ours.address)).status).toBe(200);
});
