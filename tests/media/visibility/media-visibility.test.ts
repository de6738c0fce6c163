// Who sees an upload: whoever may read a text that has it, its owner, and editors.

import { afterAll, beforeAll, expect, test } from "vitest";
import { maySeeMedia } from "~/media/visibility/media-visibility.server";
import type { Actor } from "~/people/policy";
import { guest } from "~/people/viewer";
import { type Database, openDatabase } from "~/platform/database/database.server";
import { pageStatus, postStatus, responseStatus } from "~/visibility/status";
import { newDatabaseUrl, render } from "../../factories/database";
import { createDraft } from "../../factories/drafts";
import { createPage } from "../../factories/pages";
import { createMember, type TestMember } from "../../factories/people";
import { createComment, createPost, NOW } from "../../factories/posts";

let db: Database;
let owner: TestMember;
let writer: TestMember;
let viewers: Record<string, Actor>;
/** The ids of texts: a post, a hidden one, comments, and what else may have a picture. */
const texts: Record<string, Record<string, number>> = {};

let count = 0;
async function createUpload(place: Record<string, number>): Promise<number> {
  const hash = String(++count).padStart(32, "0");
  const file = { ...{ hash, kind: "picture", type: "image/jpeg" }, ownBytes: 1, bytes: 1, createdAt: NOW };
  const { id: fileId } = await db.mediaFile.create({ data: file });
  const { id } = await db.media.create({
    data: { hash, name: "a.jpg", fileId, ownerId: owner.id, createdAt: NOW },
  });
  if (Object.keys(place).length > 0) await db.mediaUse.create({ data: { ...place, mediaId: id } });
  return id;
}

beforeAll(async () => {
  db = openDatabase(await newDatabaseUrl());
  const deps = { db, render };
  owner = await createMember(db, "owner", { password: null });
  writer = await createMember(db, "writer", { role: "author", password: null });
  const former = await createMember(db, "former", { password: null });
  await db.person.update({ where: { id: former.id }, data: { status: "gone" } });
  const editor = await createMember(db, "editor", { role: "editor", password: null });
  const moderator = await createMember(db, "moderator", { moderates: true, password: null });
  const reader = await createMember(db, "reader", { password: null });
  viewers = { guest, reader, writer, owner, moderator, editor };
  const postId = await createPost(deps, { writers: ["writer"] });
  const hidden = await createPost(deps, { writers: ["writer"] });
  const approved = await createComment(deps, postId, {}, { viewer: writer });
  const held = await createComment(deps, postId, {}, { viewer: writer });
  const below = await createComment(deps, hidden, {}, { viewer: reader });
  await db.comment.update({ where: { id: held }, data: { status: responseStatus.held } });
  const { id: heldEditId } = await db.heldEdit.create({
    data: {
      ...{ commentId: approved, source: "x", status: responseStatus.held },
      ...{ heldFor: "rule", createdAt: NOW },
    },
  });
  await db.post.update({ where: { id: hidden }, data: { status: postStatus.withdrawn } });
  const pageId = await createPage(deps);
  const closed = await createPage(deps, { slug: "closed", title: "Closed" });
  await db.page.update({ where: { id: closed }, data: { status: pageStatus.withdrawn } });
  const { id: seriesId } = await db.series.create({
    data: {
      slug: "s",
      title: "S",
      status: "complete",
      introSource: "",
      introHtml: "",
      createdAt: NOW,
    } as never,
  });
  const draftId = await createDraft(db, writer, { title: "A draft" });
  const shared = await createDraft(db, editor, { title: "Shared" });
  await db.draftWriter.create({ data: { draftId: shared, personId: reader.id } });
  Object.assign(texts, {
    "no text": {},
    "a post": { postId },
    "a withdrawn post": { postId: hidden },
    "a page": { pageId },
    "a withdrawn page": { pageId: closed },
    "a profile": { personId: writer.id },
    "the profile of somebody who left": { personId: former.id },
    "a series": { seriesId },
    "a comment": { commentId: approved },
    "a comment that waits": { commentId: held },
    "a comment of a withdrawn post": { commentId: below },
    "an edit that waits": { heldEditId },
    "a draft": { draftId },
    "a draft with another writer": { draftId: shared },
  });
});

afterAll(() => db.close());

const ALL = ["guest", "reader", "writer", "owner", "moderator", "editor"];
const OWN = ["owner", "editor"];

test.each([
  ["no text", OWN],
  ["a post", ALL],
  ["a withdrawn post", ["writer", ...OWN]],
  ["a page", ALL],
  ["a withdrawn page", OWN],
  ["a profile", ALL],
  ["the profile of somebody who left", OWN],
  ["a series", ALL],
  ["a comment", ALL],
  ["a comment that waits", ["writer", "owner", "moderator", "editor"]],
  ["a comment of a withdrawn post", ["writer", "owner", "moderator", "editor"]],
  ["an edit that waits", ["writer", "owner", "moderator", "editor"]],
  ["a draft", ["writer", ...OWN]],
  ["a draft with another writer", ["reader", ...OWN]],
])("a picture in %s is seen by those who may read that, its owner and editors", async (text, expected) => {
  const id = await createUpload(texts[text] ?? {});
  const seen: string[] = [];
  for (const [name, viewer] of Object.entries(viewers))
    if (await maySeeMedia(db, viewer, id)) seen.push(name);
  expect(seen).toEqual(expected);
});

test("nobody sees what was removed", async () => {
  const id = await createUpload(texts["a post"] ?? {});
  await db.media.update({ where: { id }, data: { fileId: null, removedAt: NOW } });
  for (const viewer of Object.values(viewers)) expect(await maySeeMedia(db, viewer, id)).toBe(false);
});
