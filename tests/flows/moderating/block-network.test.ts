import { expect, test } from "vitest";
import { fingerprint } from "~/comments/editing/comment-edits.server";
import { findNetworkUse, forgetNetworksJob } from "~/comments/guests/guest-networks.server";
import { blockThing } from "~/flows/moderating/block.server";
import { editComment } from "~/flows/responding/edit-comment.server";
import { replyTo } from "~/flows/responding/reply.server";
import { guest, type Viewer } from "~/people/viewer";
import { network } from "../../factories/blocks";
import { newDatabaseUrl, SITE_URL } from "../../factories/database";
import { setHolding } from "../../factories/moderation";
import { createMember } from "../../factories/people";
import { buildReply, createPost, NOW } from "../../factories/posts";
import { open } from "../../portability/sites";

const later = (days: number) => new Date(NOW.getTime() + days * 24 * 60 * 60 * 1000);

async function openNetworks() {
  const site = { ...open(await newDatabaseUrl()), siteUrl: SITE_URL };
  await setHolding(site.db, "nobody");
  const mo = await createMember(site.db, "mo", { moderates: true });
  const postId = await createPost(site);
  const reply = (clientAddress: string, email: string, { viewer = guest as Viewer, now = NOW } = {}) =>
    replyTo(site, viewer, postId, buildReply({ email }), { now, clientAddress });
  const idOf = (done: Awaited<ReturnType<typeof reply>>) => (done.ok ? done.comment.id : 0);
  const blockNetwork = (id: number, endsAt: Date | null, now = NOW) =>
    blockThing(site, mo, network(id), { endsAt, now });
  return { site, mo, reply, idOf, blockNetwork };
}

test("refuses guests from the blocked network until its end, and neither members nor other networks", async () => {
  const { site, mo, reply, idOf, blockNetwork } = await openNetworks();
  const id = idOf(await reply("192.0.2.1", "a@example.org"));
  expect(await blockNetwork(id, later(7))).toMatchObject({ ok: true });
  const refused = { ok: false, reason: "block.writer", block: { by: "network", endsAt: later(7) } };
  expect(await reply("192.0.2.200", "b@example.org")).toMatchObject(refused);
  expect(await reply("::ffff:192.0.2.9", "c@example.org")).toMatchObject(refused);
  expect(await reply("192.0.3.1", "d@example.org")).toMatchObject({ ok: true });
  const ada = await createMember(site.db, "ada");
  expect(await reply("192.0.2.1", "", { viewer: ada })).toMatchObject({ ok: true });
  expect(await reply("192.0.2.1", "", { viewer: mo })).toMatchObject({ ok: true });
  expect(await reply("192.0.2.1", "e@example.org", { now: later(7) })).toMatchObject({ ok: true });
});

test("refuses a guest's edit from the blocked network, of a held comment too, and from no other", async () => {
  const { site, reply, blockNetwork } = await openNetworks();
  const posted = await reply("192.0.2.1", "a@example.org");
  await setHolding(site.db, "everyone");
  const held = await reply("192.0.3.1", "b@example.org");
  if (!posted.ok || !held.ok) throw new Error("refused");
  await blockNetwork(posted.comment.id, later(7));
  for (const { secret, comment } of [posted, held]) {
    const { source } = await site.db.comment.findUniqueOrThrow({ where: { id: comment.id } });
    const edit = (clientAddress: string) =>
      editComment(
        site,
        { secret: secret ?? "", clientAddress },
        { body: "Better words.", basedOn: fingerprint(source) },
        NOW,
      );
    const refused = { ok: false, reason: "block.writer", block: { by: "network" } };
    expect(await edit("192.0.2.200")).toMatchObject(refused);
    expect(await edit("192.0.3.1")).toMatchObject({ ok: true });
  }
});

test("keeps the network as a hash that isn't the address, of guests alone, and forgets it after 14 days", async () => {
  const { site, reply, idOf, blockNetwork } = await openNetworks();
  const id = idOf(await reply("2001:db8:1:2::3", "a@example.org"));
  const ada = await createMember(site.db, "ada");
  await reply("2001:db8:1:2::3", "", { viewer: ada });
  const hashes = async () => (await site.db.comment.findMany()).map(({ networkHash }) => networkHash);
  expect(await hashes()).toEqual([expect.stringMatching(/^[\w-]{43}$/), null]);
  expect(JSON.stringify(await site.db.comment.findMany())).not.toContain("2001:db8");
  await forgetNetworksJob.run(site, {}, later(13));
  expect((await hashes())[0]).not.toBeNull();
  await forgetNetworksJob.run(site, {}, later(15));
  expect(await hashes()).toEqual([null, null]);
  expect(await blockNetwork(id, later(20), later(15))).toEqual({ ok: false, reason: "block.no-network" });
});

test("says how many other guests wrote from there", async () => {
  const { site, reply, idOf } = await openNetworks();
  const id = idOf(await reply("192.0.2.1", "a@example.org"));
  await reply("192.0.2.2", "a@example.org");
  expect(await findNetworkUse(site.db, id)).toEqual({ comments: 2, others: 0 });
  await reply("192.0.2.3", "b@example.org");
  await reply("192.0.2.4", "c@example.org");
  await reply("198.51.100.1", "d@example.org");
  expect(await findNetworkUse(site.db, id)).toEqual({ comments: 4, others: 2 });
});

test("refuses to block a network for good or for more than 30 days", async () => {
  const { reply, idOf, blockNetwork } = await openNetworks();
  const id = idOf(await reply("192.0.2.1", "a@example.org"));
  for (const endsAt of [null, later(31)])
    expect(await blockNetwork(id, endsAt)).toEqual({ ok: false, reason: "block.too-long" });
  expect(await blockNetwork(id, later(30))).toMatchObject({ ok: true });
  expect(await blockNetwork(id, later(7))).toEqual({ ok: false, reason: "block.exists" });
});
