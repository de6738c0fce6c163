// The check of which texts show which uploads: its repair shows nobody more than a writer has shown them.

import { expect, test } from "vitest";
import { checkUses } from "~/flows/media/use-check.server";
import { editPost, schedulePost } from "~/flows/publishing/publish-post.server";
import { recordUses } from "~/media/use/media-use.server";
import { publicMedia } from "~/media/visibility/media-visibility.server";
import { upsertPerson } from "~/people/portability/upsert-person.server";
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
  // It shows only what stands in its HTML.
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

test("adds what a response shows by its HTML and its writer owns, and nothing else that it names", async () => {
  const deps = await openDeps();
  const { db } = deps;
  const ken = await createMember(db, "ken", { password: null });
  const amy = await createMember(db, "amy", { password: null });
  const [own, linked, others, replaced] = [
    await createUpload(deps, ken.id),
    await createUpload(deps, ken.id),
    await createUpload(deps, amy.id),
    await createUpload(deps, ken.id),
  ];
  await db.media.update({ where: { id: replaced.id }, data: { replacedById: own.id } });
  const postId = await createPost(deps, { source: "No picture." });
  const body = [own, linked, others, replaced].map(({ source }) => source).join(" ");
  const commentId = await createComment(deps, postId, { body }, { viewer: ken });
  const pictures = [own, others].map(({ source }) =>
    source.replace(/.*\((.*)\)/, '<img class="tall" src="$1">'),
  );
  const html = `${pictures.join("")}<a href="${linked.source.replace(/.*\((.*)\)/, "$1")}">A</a>`;
  await db.comment.update({ where: { id: commentId }, data: { html } });
  const { id: heldEditId } = await db.heldEdit.create({
    data: { commentId, source: body, status: "held", heldFor: "rule", createdAt: NOW },
  });
  await db.mediaUse.deleteMany();
  expect(linesOf(await checkUses(db))).toEqual(
    [own, replaced].map(
      ({ id }) => `comment ${commentId} shows upload ${id}, and isn’t among the texts that show it`,
    ),
  );
  await repairAll(deps);
  expect(linesOf(await checkUses(db))).toEqual([]);
  expect(await db.mediaUse.findMany({ where: { mediaId: others.id } })).toEqual([]);
  expect(await db.mediaUse.findMany({ where: { heldEditId } })).toEqual([]);
});

test("removes uses of what an edit that waits doesn’t name, and keeps the others", async () => {
  const deps = await openDeps();
  const { db } = deps;
  const ken = await createMember(db, "ken", { password: null });
  const [named, stale] = [await createUpload(deps, ken.id), await createUpload(deps, ken.id)];
  const postId = await createPost(deps, { source: "No picture." });
  const commentId = await createComment(deps, postId, { body: "No picture." }, { viewer: ken });
  const { id: heldEditId } = await db.heldEdit.create({
    data: { commentId, source: named.source, status: "held", heldFor: "rule", createdAt: NOW },
  });
  await db.mediaUse.createMany({
    data: [named, stale].map(({ id: mediaId }) => ({ heldEditId, mediaId })),
  });
  expect(linesOf(await checkUses(db))).toEqual([
    `edit ${heldEditId} is among the texts that show upload ${stale.id}, and doesn’t`,
  ]);
  await repairAll(deps);
  const kept = await db.mediaUse.findMany({ select: { heldEditId: true, mediaId: true } });
  expect(kept).toEqual([{ heldEditId, mediaId: named.id }]);
});

test("marks uses without alternative text, and takes the mark from others", async () => {
  const deps = await openDeps();
  const { db } = deps;
  const ken = await createMember(db, "ken", { role: "editor", password: null });
  const silent = async (more = {}) => {
    const upload = await createUpload(deps, ken.id, more);
    return { ...upload, source: upload.source.replace("[A]", "[]") };
  };
  const [unmarked, marked, decoration, earlier, lost] = [
    await silent(),
    await createUpload(deps, ken.id),
    await silent({ decorative: true }),
    await silent(),
    await silent(),
  ];
  const post = buildPost({ source: earlier.source });
  const postId = await createPost(deps, post);
  const source = [unmarked, marked, decoration, lost].map((upload) => upload.source).join(" ");
  await editPost(deps, postId, { ...post, source }, NOW);
  expect(linesOf(await checkUses(db))).toEqual([]);
  await db.mediaUse.deleteMany({ where: { mediaId: lost.id } });
  for (const { id, missingAlt } of await db.mediaUse.findMany())
    await db.mediaUse.update({ where: { id }, data: { missingAlt: !missingAlt } });
  const marks = [marked, decoration, earlier].map(
    ({ id }) => `post ${postId} is marked as showing upload ${id} without alternative text, and doesn’t`,
  );
  expect(linesOf(await checkUses(db)).sort()).toEqual(
    [
      ...marks,
      `post ${postId} shows upload ${unmarked.id} without alternative text, and isn’t marked so`,
      `post ${postId} shows upload ${lost.id}, and isn’t among the texts that show it`,
    ].sort(),
  );
  await repairAll(deps);
  expect(linesOf(await checkUses(db))).toEqual([]);
  const missing = await db.mediaUse.findMany({ where: { missingAlt: true }, orderBy: { mediaId: "asc" } });
  expect(missing.map(({ mediaId }) => mediaId)).toEqual([unmarked.id, lost.id]);
});
