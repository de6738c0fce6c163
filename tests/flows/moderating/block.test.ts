import { expect, test } from "vitest";
import { fingerprint } from "~/comments/editing/comment-edits.server";
import { leave } from "~/flows/accounts/leave.server";
import { blockThing, endBlockNow, tellBlockedJob } from "~/flows/moderating/block.server";
import { editComment } from "~/flows/responding/edit-comment.server";
import { replyTo } from "~/flows/responding/reply.server";
import { MAX_BLOCKS } from "~/moderation/blocks/block";
import type { BlockInput } from "~/moderation/blocks/block.schema";
import { listHits } from "~/moderation/blocks/block.server";
import { checkBlocks, pruneBlocksJob } from "~/moderation/blocks/block-upkeep.server";
import { guest, type Viewer } from "~/people/viewer";
import { readReplySettings } from "~/site/site.server";
import { address, block, domain, person, words } from "../../factories/blocks";
import { newDatabaseUrl, SITE_URL } from "../../factories/database";
import { withChangeBefore } from "../../factories/meanwhile";
import { setHolding } from "../../factories/moderation";
import { createMember } from "../../factories/people";
import { buildReply, CLIENT, createComment, createPost, NOW } from "../../factories/posts";
import { open } from "../../portability/sites";

const later = (days: number) => new Date(NOW.getTime() + days * 24 * 60 * 60 * 1000);

async function openBlocks() {
  const site = { ...open(await newDatabaseUrl()), siteUrl: SITE_URL };
  await setHolding(site.db, "nobody");
  const mo = await createMember(site.db, "mo", { moderates: true });
  const ada = await createMember(site.db, "ada");
  const postId = await createPost(site);
  const reply = (viewer: Viewer, overrides = {}, { deps = site, now = NOW } = {}) =>
    replyTo(deps, viewer, postId, buildReply(overrides), { now, clientAddress: CLIENT });
  const refusal = (input: BlockInput, by = mo) =>
    blockThing(site, by, input, { endsAt: null, now: NOW }).then((done) => (done.ok ? "ok" : done.reason));
  return { site, mo, ada, postId, reply, refusal };
}

const WRITER = { ok: false, reason: "block.writer" };
const CONTENT = { ok: false, reason: "block.content" };
const POSTED = { ok: true, comment: { number: expect.any(Number) } };
const HELD = { ok: true, comment: { number: null } };

test("refuses a blocked member's replies and edits until the block ends, and those of a guest with their address", async () => {
  const { site, mo, ada, postId, reply } = await openBlocks();
  const id = await createComment(site, postId, { body: "Before." }, { viewer: ada });
  const endsAt = later(7);
  await block(site, mo, person("ada"), { endsAt });
  expect(await reply(ada)).toEqual({
    ...WRITER,
    block: { by: "account", id: 1, appeal: "/settings/block", reason: "rude", words: "", endsAt },
  });
  expect(await reply(guest, { email: "ADA@example.org" })).toMatchObject({
    ...WRITER,
    block: { by: "address" },
  });
  expect(await reply(guest)).toMatchObject(WRITER);
  expect(await reply(guest, { email: "eve@example.org" })).toMatchObject(POSTED);
  const edit = { body: "After.", basedOn: fingerprint("Before.") };
  expect(await editComment(site, { member: ada, id }, edit, NOW)).toMatchObject(WRITER);
  expect(await reply(ada, {}, { now: endsAt })).toMatchObject(POSTED);
});

test("refuses a guest's address under any name, and an account with it, also after a new address", async () => {
  const { site, mo, ada, postId, reply } = await openBlocks();
  const id = await createComment(site, postId, { email: "Ada@example.org", name: "Troll" });
  await block(site, mo, address(id));
  expect(await reply(guest, { email: "ada@EXAMPLE.org", name: "Other" })).toMatchObject(WRITER);
  await site.db.account.update({ where: { id: ada.accountId }, data: { email: "new@example.org" } });
  expect(await reply(ada)).toMatchObject(WRITER);
  expect(JSON.stringify(await site.db.block.findMany())).not.toMatch(/ada@/i);
});

test("refuses or holds what has blocked words or links to a blocked domain", async () => {
  const { site, mo, ada, reply } = await openBlocks();
  await block(site, mo, words("casino bonus"));
  await block(site, mo, domain("spam.example"));
  const heldFor = await block(site, mo, words("crypto", "hold"));
  expect(await reply(ada, { body: "A *Casíno* bonus, and crypto." })).toEqual(CONTENT);
  expect(await reply(ada, { body: "[here](https://a.SPAM.example./x)" })).toEqual(CONTENT);
  expect(await reply(ada, { body: "![](https://spam.example/a.png) words" })).toEqual(CONTENT);
  expect(await reply(guest, { site: "https://www.spam.example/" })).toEqual(CONTENT);
  expect(await reply(guest, { name: "Casino Bonus" })).toEqual(CONTENT);
  expect(await reply(ada, { body: "The casino gave a bonus to notspam.example." })).toMatchObject(POSTED);
  const held = await reply(ada, { body: "Buy CRYPTO." });
  expect(held).toMatchObject(HELD);
  const row = await site.db.comment.findFirstOrThrow({ orderBy: { id: "desc" } });
  expect([row.status, row.heldFor]).toEqual(["held", "listed"]);
  expect(await listHits(site.db, [row.id])).toEqual({ [row.id]: { kind: "words", text: "crypto" } });
  expect(await site.db.blockHit.findMany()).toEqual([{ commentId: row.id, blockId: heldFor }]);
});

test("refuses an edit that brings blocked words in, and lets one wait with words that are held", async () => {
  const { site, mo, ada, postId } = await openBlocks();
  const id = await createComment(site, postId, { body: "Fine." }, { viewer: ada });
  await block(site, mo, words("casino"));
  await block(site, mo, words("crypto", "hold"));
  const edit = (body: string, basedOn = "Fine.") =>
    editComment(site, { member: ada, id }, { body, basedOn: fingerprint(basedOn) }, NOW);
  expect(await edit("A casino.")).toEqual(CONTENT);
  expect(await edit("My crypto.")).toMatchObject({ ok: true, waits: true });
  expect(await edit("Still fine.", "My crypto.")).toMatchObject({ ok: true, waits: false });
});

test("binds no moderator", async () => {
  const { site, mo, reply } = await openBlocks();
  await block(site, mo, words("casino"));
  await block(site, mo, words("crypto", "hold"));
  expect(await reply(mo, { body: "No casino here, please." })).toMatchObject(POSTED);
  expect(await reply(mo, { body: "No crypto here, please." })).toMatchObject(POSTED);
});

test("refuses a reply that is blocked while its text is rendered", async () => {
  const { site, mo, ada, reply } = await openBlocks();
  const db = withChangeBefore(site.db, () => block(site, mo, person("ada")));
  expect(await reply(ada, {}, { deps: { ...site, db } })).toMatchObject(WRITER);
  const other = withChangeBefore(site.db, () => block(site, mo, words("casino")));
  expect(
    await reply(guest, { email: "e@example.org", body: "A casino." }, { deps: { ...site, db: other } }),
  ).toEqual(CONTENT);
});

test("adds no reply that a block was made before, when both run at once", async () => {
  const { site, mo, ada, reply } = await openBlocks();
  const [blockedId] = await Promise.all([
    block(site, mo, person("ada")),
    ...Array.from({ length: 5 }, () => reply(ada)),
  ]);
  expect(blockedId).toBeGreaterThan(0);
  const before = await site.db.comment.count();
  expect(await reply(ada)).toMatchObject(WRITER);
  expect(await site.db.comment.count()).toBe(before);
});

test("refuses to block oneself, staff, the site's domain, and what isn't there", async () => {
  const { site, ada, postId, refusal } = await openBlocks();
  await createMember(site.db, "ed", { role: "editor" });
  const of = (email: string) => createComment(site, postId, { email });
  expect(await refusal(person("mo"))).toBe("block.self");
  expect(await refusal(address(await of("MO@example.org")))).toBe("block.self");
  expect(await refusal(person("ed"))).toBe("block.staff");
  expect(await refusal(address(await of("ed@example.org")))).toBe("block.staff");
  expect(await refusal(domain("longtable.test"))).toBe("block.own-domain");
  expect(await refusal(person("nobody"))).toBe("block.no-member");
  expect(await refusal(address(999))).toBe("block.no-address");
  expect(await refusal(person("ada"), ada)).toBe("block.not-allowed");
  expect(await refusal(person("ada"))).toBe("ok");
  expect(await refusal(person("ada"))).toBe("block.exists");
  expect(await refusal(words("x"))).toBe("ok");
  expect(await refusal(words("x"))).toBe("block.exists");
  await site.db.block.createMany({
    data: Array.from({ length: MAX_BLOCKS }, () => ({ kind: "words", text: "filler", createdAt: NOW })),
  });
  expect(await refusal(words("y"))).toBe("block.too-many");
});

test("outlives an account as a hash of its last address, with an end, and without a name", async () => {
  const { site, mo, ada, reply } = await openBlocks();
  await block(site, mo, { ...person("ada"), note: "About Ada.", words: "Dear Ada." } as BlockInput);
  await site.db.account.update({ where: { id: ada.accountId }, data: { email: "last@example.org" } });
  await leave(site, ada, "remove", NOW);
  const [row] = await site.db.block.findMany();
  expect(row).toMatchObject({ personId: null, note: "", words: "", endsAt: later(365) });
  const again = await createMember(site.db, "eve", { email: "last@example.org" });
  expect(await reply(again)).toMatchObject(WRITER);
  expect(await reply(guest, { email: "last@example.org" })).toMatchObject(WRITER);
});

test("ends a block early, and asks for none when none is left", async () => {
  const { site, mo, ada, reply } = await openBlocks();
  expect((await readReplySettings(site.db)).hasBlocks).toBe(false);
  const id = await block(site, mo, person("ada"));
  expect((await readReplySettings(site.db)).hasBlocks).toBe(true);
  expect(await endBlockNow(site, ada, id, NOW)).toEqual({ ok: false, reason: "block.not-allowed" });
  expect(await endBlockNow(site, mo, id, NOW)).toEqual({ ok: true });
  expect(await endBlockNow(site, mo, id, later(1))).toEqual({ ok: true });
  expect(await site.db.block.findMany()).toMatchObject([{ endsAt: NOW, hash: null }]);
  expect((await readReplySettings(site.db)).hasBlocks).toBe(false);
  expect(await reply(ada)).toMatchObject(POSTED);
});

test("tells a blocked member by e-mail, unless the block was ended by then", async () => {
  const { site, mo } = await openBlocks();
  const id = await block(site, mo, person("ada"), { endsAt: later(7) });
  await tellBlockedJob.run(site, { blockId: id }, NOW);
  const mail = async () =>
    (await site.db.job.findMany({ where: { kind: "mail" } })).map(({ payload }) => JSON.parse(payload));
  expect(await mail()).toMatchObject([
    { to: "ada@example.org", subject: expect.stringMatching(/^You can’t comment at .* until April 6, 2026/) },
  ]);
  expect((await mail())[0].text).toContain("attack or belittle people");
  await endBlockNow(site, mo, id, NOW);
  await tellBlockedJob.run(site, { blockId: id }, NOW);
  expect(await mail()).toHaveLength(1);
});

test("forgets the hash of an ended block, deletes it later, and notes that none is in force", async () => {
  const { site, mo } = await openBlocks();
  await block(site, mo, person("ada"), { endsAt: later(1) });
  await pruneBlocksJob.run(site, {}, later(2));
  expect(await site.db.block.findMany()).toMatchObject([{ hash: null }]);
  expect((await readReplySettings(site.db)).hasBlocks).toBe(false);
  await pruneBlocksJob.run(site, {}, later(92));
  expect(await site.db.block.count()).toBe(0);
});

test("finds and repairs a site that doesn't know of its blocks", async () => {
  const { site, mo } = await openBlocks();
  await block(site, mo, person("ada"));
  expect(await checkBlocks(site.db, NOW)).toEqual([]);
  await site.db.site.updateMany({ data: { blockCount: 0 } });
  const [found] = await checkBlocks(site.db, NOW);
  expect(found?.problem).toContain("1 is");
  await site.db.write(async (tx) => found?.repair?.(tx));
  expect(await checkBlocks(site.db, NOW)).toEqual([]);
});
