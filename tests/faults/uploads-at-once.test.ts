// Two people, or two tabs of one, change the same upload at the same moment.

import { writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { replaceUpload, takeUploadOff } from "~/flows/media/change-upload.server";
import { publishDraftVersion } from "~/flows/writing/publish-draft.server";
import { compareStore } from "~/media/store/stored-files-check.server";
import { createLog } from "~/platform/log.server";
import { openMediaReaders } from "~/server/open-media-readers";
import { temporaryFolder } from "../factories/database";
import { createDraft } from "../factories/drafts";
import { withChangeBefore } from "../factories/meanwhile";
import { createMember, type TestMember } from "../factories/people";
import { openTestSite, type TestSite } from "../factories/site";
import { buildPicture, sendFile, upload } from "../factories/uploads";
import { Visitor } from "../factories/visitor";

let site: TestSite;
let amy: TestMember;
let ben: TestMember;
beforeAll(async () => {
  site = await openTestSite({ close: "later" });
  amy = await createMember(site.services.db, "amy", { role: "author" });
  ben = await createMember(site.services.db, "ben", { role: "author" });
});
afterAll(() => site.close());

/** How often what happens at once is tried: each time it meets in another moment. */
const ROUNDS = 4;
let pictures = 0;
/** A picture that no other test has. */
const another = () => buildPicture(64 + ++pictures, 48);
const as = (member: TestMember) => new Visitor(site, member.cookie);
const fields = (member: TestMember, more = {}) => ({ as: String(member.id), ...more });
const remove = (page: string, member = amy) => as(member).post(`${page}/remove`, fields(member));
const replace = async (page: string, member = amy) =>
  sendFile(site, member, { file: await another(), name: `new-${pictures}.jpg` }, `${page}/replace`);

/** A picture in a published post. */
async function publishPicture(title: string) {
  const shown = await upload(site, amy, { file: await another() });
  const draftId = await createDraft(site.services.db, amy, {
    ...{ title, source: `![Cups](${shown.address})`, writers: "amy" },
  });
  const deps = { ...site.services, publicUrl: site.address };
  await publishDraftVersion(deps, amy, { draftId, version: 1 }, new Date());
  return shown;
}

const textOf = async (slug: string) => (await site.get(`/posts/${slug}`)).text();

/** Every row's files are there. */
async function expectWhole() {
  const { db, mediaStore } = site.services;
  const { lacking } = await compareStore(db, mediaStore, new Date());
  expect(lacking).toEqual([]);
}

test("two tabs replace the same picture: one of the new ones stands in its place, for readers too", async () => {
  const old = await publishPicture("Two tabs");
  for (let round = 0; round < ROUNDS; round++) {
    const answers = await Promise.all([replace(old.page), replace(old.page)]);
    expect(answers.map(({ status }) => status)).toEqual([303, 303]);
    const ids = answers.map((answer) =>
      Number(/\/media\/(\d+)\?/.exec(answer.headers.get("location") ?? "")?.[1]),
    );
    const { replacedById } = await site.services.db.media.findUniqueOrThrow({ where: { id: old.id } });
    expect(ids).toContain(replacedById);
    const { name } = await site.services.db.media.findUniqueOrThrow({ where: { id: replacedById ?? 0 } });
    await expect.poll(() => textOf("two-tabs")).toContain(`/${name}"`);
  }
});

test("a picture that is replaced and removed at once is gone, and nothing fails", async () => {
  for (let round = 0; round < ROUNDS; round++) {
    const old = await publishPicture(`Gone ${round}`);
    const [replaced, removed] = await Promise.all([replace(old.page), remove(old.page)]);
    expect([[303, 404].includes(replaced.status), removed.status]).toEqual([true, 303]);
    expect((await site.get(old.address)).status).toBe(410);
    const shown = replaced.status === 303 ? /new-\d+\.jpg"/ : /This picture was removed/;
    await expect.poll(() => textOf(`gone-${round}`)).toMatch(shown);
  }
  await expectWhole();
});

test("a picture that is removed twice at once, or described in two tabs, is so once", async () => {
  const { db } = site.services;
  for (let round = 0; round < ROUNDS; round++) {
    const loose = await upload(site, amy, { file: await another() });
    const alts = ["One", "Two"];
    const described = await Promise.all(alts.map((alt) => as(amy).post(loose.page, fields(amy, { alt }))));
    expect(described.map(({ status }) => status)).toEqual([303, 303]);
    expect(alts).toContain((await db.media.findUniqueOrThrow({ where: { id: loose.id } })).alt);
    const removed = await Promise.all([remove(loose.page), remove(loose.page)]);
    expect(removed.map(({ status }) => status).sort()).toContain(303);
    for (const { status } of removed) expect([303, 404]).toContain(status);
    expect(await db.media.findUnique({ where: { id: loose.id } })).toBeNull();
  }
  await expectWhole();
});

test("a file that one person removes while another uploads it is whole for the other", async () => {
  for (let round = 0; round < ROUNDS; round++) {
    const file = await another();
    const own = await upload(site, amy, { file });
    const [removed, theirs] = await Promise.all([remove(own.page), upload(site, ben, { file })]);
    expect(removed.status).toBe(303);
    expect((await as(ben).get(theirs.address)).status).toBe(200);
    expect((await site.get(own.address)).status).toBe(404);
  }
  await expectWhole();
});

test("a file that is removed while it is put in the place of another takes no place, and is told as busy", async () => {
  const { db, mediaStore: store } = site.services;
  const old = await publishPicture("Not replaced");
  const bytes = await another();
  const alone = await upload(site, amy, { file: bytes });
  const readers = openMediaReaders(createLog("silent"));
  onTestFinished(() => readers.close());
  const file = path.join(temporaryFolder(), "alone.jpg");
  writeFileSync(file, bytes);
  const removal = () => takeUploadOff({ db, store }, amy, alone.id, new Date());
  // After the file has come, and before it takes its place.
  const deps = { db: withChangeBefore(db, removal, 2), store, readers, siteLimit: 1e9 };
  const sent = { field: "file", name: "alone.jpg", file, bytes: bytes.length };
  expect(await replaceUpload(deps, amy, old.id, sent, { alt: "", decorative: false }, new Date())).toEqual({
    ok: false,
    reason: "media.busy",
  });
  expect((await db.media.findUniqueOrThrow({ where: { id: old.id } })).replacedById).toBeNull();
});
