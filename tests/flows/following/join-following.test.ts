// Whoever followed without an account joins, or gives their account the address with which they followed.

import { expect, test } from "vitest";
import { askToJoin } from "~/accounts/joining/join.server";
import { askToChangeEmail } from "~/accounts/mail/email-change.server";
import { confirmEmail } from "~/flows/accounts/confirm-email.server";
import { join } from "~/flows/accounts/join.server";
import { pruneSubscribers } from "~/following/address-subscriber.server";
import { findByLink, standingLink } from "~/following/subscriber.server";
import { saveSettings } from "~/site/site.server";
import { createMember } from "../../factories/people";
import { createComment, createPost } from "../../factories/posts";
import { buildSettings } from "../../factories/settings";
import { ADDRESS, openByAddress } from "./by-address";
import { after } from "./following";

type Site = Awaited<ReturnType<typeof openByAddress>>;

/** The link of an e-mail that waits. */
async function linkTo({ db }: Site, to: string, path: string): Promise<string> {
  const jobs = await db.job.findMany({ where: { kind: "mail" }, orderBy: { id: "desc" } });
  const mail = jobs
    .map(({ payload }) => JSON.parse(payload) as { to: string; text: string })
    .find((one) => one.to === to && one.text.includes(path));
  return new RegExp(`${path}([0-9a-f]+)`).exec(mail?.text ?? "")?.[1] ?? "";
}

test("a guest who joins with the same address has what they followed, is told once, and their earlier links work", async () => {
  const all = await openByAddress();
  await saveSettings(all.site, buildSettings({ joining: "open" }));
  const bea = await all.join("bea");
  const postId = await createPost(all.site);
  const { subscriber } = await all.followByMail({ kind: "posts", id: postId });
  await createComment(all.site, postId, {}, { viewer: bea, now: after(2) });
  await all.tell(2);
  await askToJoin(all.site, ADDRESS, after(3));
  const before = await all.db.job.count({ where: { kind: "mail" } });
  const secret = await linkTo(all, ADDRESS, "/join/");
  const device = { device: "A test", address: "192.0.2.1" };
  const joined = await join(
    all.site,
    secret,
    { name: "Gus", handle: "gus" },
    { passwordHash: null },
    device,
    after(4),
  );
  if (!joined.ok) throw new Error(joined.reason);
  // The welcome, and nothing to anybody else.
  expect(await all.db.job.count({ where: { kind: "mail" } })).toBe(before + 1);
  const owner = { where: { subscriber: { accountId: joined.accountId } } };
  expect(await all.db.subscription.findMany(owner)).toMatchObject([{ postId, delivery: "at-once" }]);
  expect(await all.subscriptionsOf(ADDRESS)).toEqual([]);
  expect((await all.send(5)).map(({ to }) => to)).toEqual([ADDRESS]);
  expect(await all.send(30)).toEqual([]);
  const link = standingLink(all.site.siteSecret, subscriber);
  expect(await findByLink(all.db, all.site.siteSecret, link)).toMatchObject({
    isMember: true,
    email: ADDRESS,
  });
});

test("a member whose new address followed as a guest has both, each thing once in the member's own way, and the guest's links work", async () => {
  const all = await openByAddress();
  const [ada, bea] = [await all.join("ada"), await all.join("bea")];
  const [shared, guests] = [await createPost(all.site), await createPost(all.site)];
  await all.followAs(ada, { kind: "posts", id: shared }, "weekly");
  const { subscriber, proof } = await all.followByMail({ kind: "posts", id: shared });
  await all.ask({ kind: "posts", id: guests }, { proof, delivery: "daily" });
  await createComment(all.site, guests, {}, { viewer: bea, now: after(2) });
  await all.tell(2);
  await askToChangeEmail(all.site, ada.accountId, ADDRESS, after(3));
  const [fromOld, fromNew] = [
    await linkTo(all, ada.email, "/confirm/"),
    await linkTo(all, ADDRESS, "/confirm/"),
  ];
  await confirmEmail(all.site, "email-old", fromOld, after(4));
  expect(await all.subscriptionsOf(ADDRESS)).toHaveLength(2);
  expect(await confirmEmail(all.site, "email-new", fromNew, after(4))).toMatchObject({ state: "changed" });
  const mine = { where: { subscriber: { accountId: ada.accountId } }, orderBy: { id: "asc" as const } };
  expect(await all.db.subscription.findMany(mine)).toMatchObject([
    { postId: shared, delivery: "weekly" },
    { postId: guests, delivery: "daily" },
  ]);
  expect(await all.db.notification.findMany(mine)).toMatchObject([{ postId: guests, sentAt: null }]);
  expect((await all.send(2 * 24 * 60)).map(({ to }) => to)).toEqual([ADDRESS]);
  const link = standingLink(all.site.siteSecret, subscriber);
  expect(await findByLink(all.db, all.site.siteSecret, link)).toMatchObject({
    isMember: true,
    email: ADDRESS,
  });
  await all.db.write(pruneSubscribers);
  expect(await findByLink(all.db, all.site.siteSecret, link)).not.toBeNull();
  await all.db.account.delete({ where: { id: ada.accountId } });
  await all.db.write(pruneSubscribers);
  expect(await all.db.subscriber.count()).toBe(0);
});

test("an account that an administrator made for a guest's address has what they followed once the address is confirmed again", async () => {
  const all = await openByAddress();
  const [first, second] = [await createPost(all.site), await createPost(all.site)];
  await all.followByMail({ kind: "posts", id: first });
  const gus = await createMember(all.db, "gus", { email: ADDRESS, password: null });
  await all.followByMail({ kind: "posts", id: second });
  const mine = { where: { subscriber: { accountId: gus.accountId } }, orderBy: { id: "asc" as const } };
  expect(await all.db.subscription.findMany(mine)).toMatchObject([{ postId: first }, { postId: second }]);
  expect(await all.subscriptionsOf(ADDRESS)).toEqual([]);
});
