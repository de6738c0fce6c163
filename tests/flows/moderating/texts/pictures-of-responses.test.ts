// Pictures of responses through all that happens to their texts: edits that wait, decisions that are undone, cuts, replacements, imports, leaving.

import { expect, test } from "vitest";
import { fingerprint } from "~/comments/editing/comment-edits.server";
import { leave } from "~/flows/accounts/leave.server";
import { importReplies } from "~/flows/importing/import-reply.server";
import { remakeTextsJob, remakeTextsWith } from "~/flows/media/remake-texts.server";
import { moderateResponses, undoModeration } from "~/flows/moderating/moderate-responses.server";
import { cutPassage } from "~/flows/moderating/texts/cut-passage.server";
import { editComment } from "~/flows/responding/edit-comment.server";
import { replyTo } from "~/flows/responding/reply.server";
import type { RenderMarkdown } from "~/markdown/rendered";
import { mediaPath } from "~/media/media";
import { putInPlace, removeUpload } from "~/media/media-commands.server";
import { findNamedMedia } from "~/media/use/named-media.server";
import { maySeeMedia } from "~/media/visibility/media-visibility.server";
import { guest, type Viewer } from "~/people/viewer";
import { saveSettings } from "~/site/site.server";
import { openDeps, SITE_SECRET } from "../../../factories/database";
import { createMember } from "../../../factories/people";
import { buildReply, createComment, createPost, NOW } from "../../../factories/posts";
import { buildSettings } from "../../../factories/settings";

const minutes = (count: number) => new Date(NOW.getTime() + count * 60 * 1000);
const VARIANTS = JSON.stringify([
  { format: "webp", width: 480, height: 320, bytes: 9 },
  { format: "jpeg", width: 480, height: 320, bytes: 9 },
]);

/** A post, a member with pictures, a moderator, and a renderer that knows uploads, as a site has it. */
async function open() {
  const deps = await openDeps();
  const { db } = deps;
  const render: RenderMarkdown = async (source, options) =>
    deps.render(source, { ...options, ...{ media: await findNamedMedia(db, source, options) } });
  const site = { ...deps, render };
  const set = (picturesInResponses: "yes" | "no", holding: "nobody" | "everyone" = "nobody") =>
    saveSettings(site, buildSettings({ picturesInResponses, holding }));
  await set("yes");
  const ada = await createMember(db, "ada");
  const ben = await createMember(db, "ben");
  const mo = await createMember(db, "mo", { moderates: true });
  const postId = await createPost(site);
  const upload = async (letter: string, ownerId = ada.id) => {
    const hash = letter.repeat(32);
    const file = { hash: letter.repeat(64), kind: "picture", type: "image/webp", width: 480, height: 320 };
    const kept = { ...file, variants: VARIANTS, ownBytes: 9, bytes: 27, createdAt: NOW };
    const { id: fileId } = await db.mediaFile.create({ data: kept });
    const row = { hash, name: `${letter}.jpg`, ownerId, fileId, createdAt: NOW };
    const { id } = await db.media.create({ data: row });
    return { id, markdown: `![${letter}](${mediaPath(row)})` };
  };
  const post = (body: string) => createComment(site, postId, { body }, { viewer: ada });
  const read = (id: number) => db.comment.findUniqueOrThrow({ where: { id } });
  const edit = async (id: number, body: string, basedOn: string, at = 20) =>
    editComment(site, { member: ada, id }, { body, basedOn: fingerprint(basedOn) }, minutes(at));
  const pictures = async (id: number) =>
    [...(await read(id)).html.matchAll(/<img [^>]*alt="(\w)"/g)].map(([, alt]) => alt);
  const sees = async (mediaId: number) => {
    const people: Record<string, Viewer> = { guest, ben, mo, ada };
    const seen: string[] = [];
    for (const [name, viewer] of Object.entries(people))
      if (await maySeeMedia(db, viewer, mediaId)) seen.push(name);
    return seen;
  };
  const lastEntry = async () => (await db.moderationEntry.findFirstOrThrow({ orderBy: { id: "desc" } })).id;
  const undo = async () => undoModeration(site, mo, await lastEntry(), minutes(32));
  return { site, db, set, ada, ben, mo, postId, upload, post, read, edit, pictures, sees, undo };
}

const ALL = ["guest", "ben", "mo", "ada"];
const HELD = ["mo", "ada"];

test("the picture of an edit that waits is seen by moderators and its writer, and by all once it is approved", async () => {
  const { site, db, set, mo, upload, post, edit, pictures, sees, undo } = await open();
  const [first, second] = [await upload("a"), await upload("b")];
  const before = `First ${first.markdown}`;
  const id = await post(before);
  await set("yes", "everyone");
  expect(await edit(id, `Second ${second.markdown}`, before)).toMatchObject({ ok: true, waits: true });
  expect([await sees(first.id), await sees(second.id)]).toEqual([ALL, HELD]);
  // The setting counts when the edit is written.
  await set("no", "everyone");
  const decide = async (action: "approve" | "remove") => {
    const { id: editId } = await db.heldEdit.findUniqueOrThrow({ where: { commentId: id } });
    const seen = [{ kind: "edit" as const, id: editId, status: "held" as const }];
    return moderateResponses(site, mo, seen, { action, reason: "", words: "" }, minutes(30));
  };
  expect(await decide("approve")).toMatchObject({ ok: true, refused: [] });
  expect(await pictures(id)).toEqual(["b"]);
  expect([await sees(first.id), await sees(second.id)]).toEqual([["ada"], ALL]);
  expect(await undo()).toMatchObject({ ok: true });
  expect(await pictures(id)).toEqual(["a"]);
  expect([await sees(first.id), await sees(second.id)]).toEqual([ALL, HELD]);
  expect(await decide("remove")).toMatchObject({ ok: true, refused: [] });
  expect(await sees(second.id)).toEqual(HELD);
});

test("an edit that is withdrawn or replaced leaves its picture to its writer", async () => {
  const { set, upload, post, edit, sees } = await open();
  const [one, two] = [await upload("a"), await upload("b")];
  const id = await post("Words.");
  await set("yes", "everyone");
  await edit(id, one.markdown, "Words.");
  await edit(id, two.markdown, one.markdown);
  expect([await sees(one.id), await sees(two.id)]).toEqual([["ada"], HELD]);
  await edit(id, "Words.", two.markdown);
  expect(await sees(two.id)).toEqual(["ada"]);
});

test("a picture that a moderator cuts is nobody's until the cut is undone", async () => {
  const { site, mo, upload, post, read, pictures, sees, undo } = await open();
  const { id: mediaId, markdown } = await upload("a");
  const id = await post(`Words.\n\n${markdown}`);
  const cut = { pieces: [], passage: markdown };
  const why = { reason: "" as const, words: "" };
  const basedOn = fingerprint((await read(id)).source);
  expect(await cutPassage(site, mo, { id, basedOn, cut, why }, minutes(30))).toMatchObject({ ok: true });
  expect([await pictures(id), await sees(mediaId)]).toEqual([[], ["ada"]]);
  expect(await undo()).toMatchObject({ ok: true });
  expect([await pictures(id), await sees(mediaId)]).toEqual([["a"], ALL]);
});

test("a response shows what replaces its picture, and says when it was removed", async () => {
  const { site, db, ben, upload, post, read, sees } = await open();
  const [old, fresh] = [await upload("a"), await upload("b")];
  const id = await post(`Words ${old.markdown}`);
  const again = async () => {
    const job = await db.job.findFirstOrThrow({ where: { kind: "remake-texts" }, orderBy: { id: "desc" } });
    await remakeTextsJob.run(site, JSON.parse(job.payload), NOW);
  };
  await db.write(async (tx) => {
    await putInPlace(tx, old.id, fresh.id);
    await remakeTextsWith(tx, old.id, NOW);
  });
  await again();
  expect((await read(id)).html).toContain(`<img src="/media/${"b".repeat(32)}/b.jpg"`);
  expect(await sees(fresh.id)).toEqual(ALL);
  await db.write(async (tx) => {
    await removeUpload(tx, fresh.id, NOW);
    await remakeTextsWith(tx, fresh.id, NOW);
  });
  await again();
  expect((await read(id)).html).toContain("[This picture was removed.]");
  expect(await maySeeMedia(db, ben, fresh.id)).toBe(false);
});

test("stores no response whose picture lost its right while it was rendered", async () => {
  const { site, set, ada, postId, upload } = await open();
  const { markdown } = await upload("a");
  const render: RenderMarkdown = async (source, options) => {
    const text = await site.render(source, options);
    await set("no");
    return text;
  };
  const deps = { ...site, render, siteSecret: SITE_SECRET };
  const sender = { now: NOW, clientAddress: "192.0.2.1" };
  expect(await replyTo(deps, ada, postId, buildReply({ body: markdown }), sender)).toEqual({
    ok: false,
    reason: "comment.pictures-changed",
  });
});

test("stays in a response whose writer leaves without their name, and goes with one that they delete", async () => {
  const { site, db, ada, upload, post, pictures, sees } = await open();
  const [standing, waiting] = [await upload("a"), await upload("b")];
  const id = await post(`Words ${standing.markdown}`);
  await db.heldEdit.create({
    data: { commentId: id, source: "x", status: "held", heldFor: "everyone", createdAt: NOW },
  });
  const { id: heldEditId } = await db.heldEdit.findFirstOrThrow();
  await db.mediaUse.create({ data: { mediaId: waiting.id, heldEditId } });
  await leave({ ...site, siteSecret: SITE_SECRET }, ada, "anonymise", NOW);
  expect(await pictures(id)).toEqual(["a"]);
  expect((await sees(standing.id)).slice(0, 2)).toEqual(["guest", "ben"]);
  expect(await db.media.findMany({ select: { id: true, ownerId: true } })).toEqual([
    { id: standing.id, ownerId: null },
  ]);
});

test("an import shows its writers' own pictures where the site allows them, and no others", async () => {
  const { site, set, ada, ben, postId, upload, pictures, sees } = await open();
  const [own, other] = [await upload("a"), await upload("b", ben.id)];
  const bring = async (origin: string, speaker: Viewer, at: Date) => {
    const words = { source: `${own.markdown} ${other.markdown}`, name: "Ada", site: "" };
    const reply = { origin, postId, parent: null, speaker, ...words, at, render: site.render };
    const [result] = await importReplies(site, [reply]);
    return result?.ok ? result.id : 0;
  };
  expect(await pictures(await bring("guest", guest, minutes(1)))).toEqual([]);
  await set("no");
  expect(await pictures(await bring("off", ada, minutes(2)))).toEqual([]);
  expect(await sees(own.id)).toEqual(["ada"]);
  await set("yes");
  expect(await pictures(await bring("on", ada, minutes(3)))).toEqual(["a"]);
  expect([await sees(own.id), await sees(other.id)]).toEqual([ALL, ["ben"]]);
});
