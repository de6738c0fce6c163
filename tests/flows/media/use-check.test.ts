// The check of which texts show which uploads: its repair shows nobody more than a writer has shown them.

import { expect, test } from "vitest";
import { checkUses } from "~/flows/media/use-check.server";
import { editPost, schedulePost } from "~/flows/publish-post.server";
import { recordUses } from "~/media/media-use.server";
import { publicMedia } from "~/media/media-visibility.server";
import { upsertPerson } from "~/people/upsert-person.server";
import type { Inconsistency } from "~/platform/inconsistency";
import { upsertSeries } from "~/series/series.server";
import { type Deps, openDeps } from "../../factories/database";
import { createDraft } from "../../factories/drafts";
import { createPage } from "../../factories/pages";
import { createMember } from "../../factories/people";
import { buildPost, createComment, createPost, NOW } from "../../factories/posts";

let count = 0;

/** An upload, with its address. */
async function createUpload({ db }: Deps, ownerId: number | null, more = {}) {
  const hash = String(++count).padStart(32, "0");
  const file = {
    hash: `${hash}f`,
    kind: "picture",
    type: "image/jpeg",
    ownBytes: 1,
    bytes: 1,
    createdAt: NOW,
  };
  const { id: fileId } = await db.mediaFile.create({ data: file });
  const data = { hash, name: "a.jpg", fileId, ownerId, createdAt: NOW, ...more };
  const { id } = await db.media.create({ data });
  return { id, source: `![A](/media/${hash}/a.jpg)` };
}

const linesOf = (found: Inconsistency[]) => found.map(({ row, problem }) => `${row} ${problem}`);

async function repairAll({ db }: Deps) {
  for (const { repair } of await checkUses(db)) if (repair) await db.write(repair);
}

test("finds nothing where uses were recorded as texts were saved, in each place, and of versions that weren't kept", async () => {
  const deps = await openDeps();
  const { db } = deps;
  const ken = await createMember(db, "ken", { role: "editor", password: null });
  const [first, second, replaced] = [
    await createUpload(deps, ken.id),
    await createUpload(deps, ken.id),
    await createUpload(deps, ken.id),
  ];
  await db.media.update({ where: { id: replaced.id }, data: { replacedById: second.id } });
  const post = buildPost({ source: `${first.source} ${replaced.source}` });
  const postId = await createPost(deps, post);
  await editPost(deps, postId, { ...post, source: second.source }, NOW);
  // No version of a scheduled post is kept.
  const later = buildPost({ source: first.source });
  const scheduled = await schedulePost(deps, later, new Date("2099-01-01T00:00:00Z"), NOW);
  if (!scheduled.ok) throw new Error(scheduled.reason);
  await editPost(deps, scheduled.postId, { ...later, source: "None." }, NOW);
  expect(await db.mediaUse.count({ where: { postId: scheduled.postId } })).toBe(0);
  await createDraft(db, ken, { source: first.source });
  const pageId = await createPage(deps, { source: replaced.source });
  await db.write((tx) => recordUses(tx, { pageId }, replaced.source, null));
  await db.mediaUse.updateMany({ data: { missingAlt: false } });
  expect(linesOf(await checkUses(db))).toEqual([]);
});

test("adds uses that are missing of uploads which are public or belong to one of the text's writers, and no others", async () => {
  const deps = await openDeps();
  const { db } = deps;
  const ken = await createMember(db, "ken", { role: "editor", password: null });
  const amy = await createMember(db, "amy", { role: "author", password: null });
  const own = await createUpload(deps, ken.id);
  const hidden = await createUpload(deps, amy.id);
  const nobodys = await createUpload(deps, null);
  const shown = await createUpload(deps, amy.id);
  const gone = await createUpload(deps, ken.id, { fileId: null, removedAt: NOW });
  await createPost(deps, { source: shown.source, writers: ["amy"] });
  const source = [own, hidden, nobodys, shown, gone].map((upload) => upload.source).join(" ");
  const postId = await createPost(deps, { source });
  // What a response shows was decided when it was written.
  await createComment(deps, postId, { body: source }, { viewer: ken });
  await upsertPerson(deps, { handle: "ken", name: "ken", bio: source }, NOW);
  const seriesId = await upsertSeries(
    deps,
    { slug: "s", title: "S", intro: source, status: "complete" },
    NOW,
  );
  const pageId = await createPage(deps, { source });
  await db.pageVersion.updateMany({ data: { personId: ken.id } });
  const draftId = await createDraft(db, ken, { source });
  const ofAmy = await db.post.findFirstOrThrow({ where: { source: shown.source } });
  await db.mediaUse.deleteMany();
  await db.write((tx) => recordUses(tx, { postId: ofAmy.id }, shown.source, amy.id));
  const before = await db.media.findMany({ where: publicMedia, select: { id: true } });
  expect(before.map(({ id }) => id)).toEqual([shown.id]);
  const found = await checkUses(db);
  const missing = (row: string, uploads: { id: number }[]) =>
    uploads.map(({ id }) => `${row} shows upload ${id}, and isn’t among the texts that show it`);
  expect(linesOf(found)).toEqual([
    ...missing(`post ${postId}`, [own, shown]),
    ...missing(`page ${pageId}`, [own, shown]),
    ...missing(`person ${ken.id}`, [own, shown]),
    ...missing(`series ${seriesId}`, [shown]),
    ...missing(`draft ${draftId}`, [own, shown]),
  ]);
  await repairAll(deps);
  expect(linesOf(await checkUses(db))).toEqual([]);
  const after = await db.media.findMany({ where: publicMedia, orderBy: { id: "asc" }, select: { id: true } });
  expect(after.map(({ id }) => id)).toEqual([own.id, shown.id]);
});

test("removes uses of uploads that no version of a text names, after which the upload isn't public", async () => {
  const deps = await openDeps();
  const { db } = deps;
  const ken = await createMember(db, "ken", { role: "author", password: null });
  const [named, stale, earlier] = [
    await createUpload(deps, ken.id),
    await createUpload(deps, ken.id),
    await createUpload(deps, ken.id),
  ];
  const post = buildPost({ source: earlier.source });
  const postId = await createPost(deps, post);
  await editPost(deps, postId, { ...post, source: named.source }, NOW);
  const other = await createPost(deps, { source: "No picture." });
  const commentId = await createComment(deps, other, { body: "No picture." });
  await db.mediaUse.createMany({
    data: [{ postId }, { postId: other }, { commentId }].map((place) => ({ ...place, mediaId: stale.id })),
  });
  const found = await checkUses(db);
  expect(linesOf(found)).toEqual(
    [`post ${postId}`, `post ${other}`, `comment ${commentId}`].map(
      (row) => `${row} is among the texts that show upload ${stale.id}, and doesn’t`,
    ),
  );
  // What is repaired is the text as it is by then.
  await editPost(deps, other, buildPost({ source: named.source, slug: "other" }), NOW);
  for (const { repair } of found) if (repair) await db.write(repair);
  const uses = await db.mediaUse.findMany({ orderBy: [{ postId: "asc" }, { mediaId: "asc" }] });
  expect(uses.map(({ postId, mediaId }) => [postId, mediaId])).toEqual([
    [postId, named.id],
    [postId, earlier.id],
    [other, named.id],
  ]);
});
