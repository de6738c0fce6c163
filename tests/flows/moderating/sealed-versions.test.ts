// What readers could read of a post that may be unlawful, past the erasure of its versions.

import { expect, test } from "vitest";
import { leave } from "~/flows/accounts/leave.server";
import { decideReports, reportThing } from "~/flows/moderating/report.server";
import { listReported } from "~/flows/moderating/reported-things.server";
import { deletePost, editPost, withdrawPost } from "~/flows/publishing/publish-post.server";
import { removeVersion } from "~/flows/versions/remove-version.server";
import { emptyBinJob } from "~/flows/writing/bin-draft.server";
import { findSealedVersion } from "~/moderation/disputes/sealed-versions.server";
import { newDatabaseUrl, SITE_URL } from "../../factories/database";
import { createDraft } from "../../factories/drafts";
import { createMember } from "../../factories/people";
import { buildPost, CLIENT, createComment, createPost, NOW } from "../../factories/posts";
import { open } from "../../portability/sites";

const days = (count: number) => new Date(NOW.getTime() + count * 24 * 60 * 60 * 1000);

/** Rita has reported Ada's post, which has two versions. */
async function openReported(reason: "unlawful" | "rude" = "unlawful") {
  const site = { ...open(await newDatabaseUrl()), siteUrl: SITE_URL };
  const { db } = site;
  const member = (name: string, rights: object = {}) => createMember(db, name, { password: null, ...rights });
  const [boss, ada, rita] = [
    await member("boss", { role: "administrator" }),
    await member("ada", { role: "author", name: "Ada" }),
    await member("rita"),
  ];
  const post = buildPost({
    slug: "p",
    title: "First",
    source: "One.",
    summary: "A claim.",
    writers: ["ada"],
  });
  const id = await createPost(site, post);
  await editPost(site, id, { ...post, source: "Two." }, days(1));
  const given = { clientAddress: CLIENT, mayWrite: false, now: days(1) };
  const thing = { kind: "post", id, slug: "p", title: "First", language: null } as const;
  await reportThing(site, rita, thing, { reason, text: "Section 1." }, given);
  const shown = async (decidesLaw = true) => {
    const [reported] = await listReported(db, { withPosts: true, decidesLaw });
    if (!reported) return null;
    const kept = await Promise.all(reported.versions.map((version) => findSealedVersion(db, version.id)));
    return [reported.kind, kept.map((version) => version?.source)];
  };
  const dismiss = async (kind: "post" | "sealed-post") => {
    await decideReports(site, boss, { kind, id }, "dismissed", { act: "report.decide", now: days(2) });
    return db.sealedVersion.count();
  };
  return { site, db, id, post, boss, ada, shown, dismiss };
}

test("keeps a version that is removed, for administrators, and forgets it with their decision", async () => {
  const { site, db, id, post, shown, dismiss } = await openReported();
  expect(await removeVersion(site, { postId: id, number: 2 }, days(1))).toMatchObject({ ok: false });
  expect(await shown()).toEqual(["post", []]);
  for (let times = 0; times < 2; times++) await removeVersion(site, { postId: id, number: 1 }, days(1));
  expect(await shown()).toEqual(["post", ["One."]]);
  expect(await shown(false)).toEqual(["post", []]);
  expect(await db.sealedVersion.findMany()).toMatchObject([
    { postId: id, number: 1, names: "Ada", title: "First", summary: "A claim.", writtenAt: NOW },
  ]);
  // An edit erases nothing.
  await editPost(site, id, { ...post, title: "Other", source: "Three." }, days(1));
  expect(await shown()).toEqual(["post", ["One."]]);
  expect(await dismiss("post")).toBe(0);
});

test("keeps a post that is deleted, with its open report", async () => {
  const { site, db, id, shown, dismiss } = await openReported();
  await deletePost(site, id, days(1));
  expect(await shown()).toEqual(["sealed-post", ["One.", "Two."]]);
  expect(await shown(false)).toBeNull();
  expect(await dismiss("sealed-post")).toBe(0);
  expect(await db.report.findMany()).toMatchObject([{ status: "dismissed" }]);
  expect(await shown()).toBeNull();
});

test("keeps a withdrawn post that the bin deletes", async () => {
  const { site, db, id, shown, ada } = await openReported();
  await withdrawPost(site, id, days(1));
  const draftId = await createDraft(db, ada);
  await db.draft.update({ where: { id: draftId }, data: { postId: id, binnedAt: days(1) } });
  await emptyBinJob.run(site, {}, days(90));
  expect(await db.post.count()).toBe(0);
  expect(await shown()).toEqual(["sealed-post", ["One.", "Two."]]);
});

test("keeps the posts of a member who leaves and deletes them, answered or not", async () => {
  for (const isAnswered of [true, false]) {
    const { site, id, ada, shown, dismiss } = await openReported();
    if (isAnswered) await createComment(site, id, { name: "Rob", email: "rob@example.org" });
    await leave(site, ada, "remove", days(1));
    const kind = isAnswered ? "post" : "sealed-post";
    expect(await shown()).toEqual([kind, ["One.", "Two."]]);
    expect(await dismiss(kind)).toBe(0);
  }
});

test("keeps as many versions as a post has", async () => {
  const { site, id, post, shown } = await openReported();
  const sources = Array.from({ length: 43 }, (_, index) => `Text ${index}.`);
  for (const source of sources) await editPost(site, id, { ...post, source }, days(1));
  await deletePost(site, id, days(1));
  expect(await shown()).toEqual(["sealed-post", ["One.", "Two.", ...sources]]);
});

test("keeps nothing of a post that is reported as something else, or after the decision", async () => {
  const rude = await openReported("rude");
  await removeVersion(rude.site, { postId: rude.id, number: 1 }, days(1));
  await deletePost(rude.site, rude.id, days(1));
  expect([await rude.db.sealedVersion.count(), await rude.db.report.count()]).toEqual([0, 0]);
  const { site, db, id, dismiss } = await openReported();
  await dismiss("post");
  await deletePost(site, id, days(2));
  expect(await db.sealedVersion.count()).toBe(0);
});
