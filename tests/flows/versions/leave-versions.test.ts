// What becomes of the versions and working copies of a person who deletes their account.

import { expect, test } from "vitest";
import { findDraftOfPost } from "~/drafts/draft.server";
import { leave } from "~/flows/accounts/leave.server";
import { editPost } from "~/flows/publishing/publish-post.server";
import { restoreVersion } from "~/flows/versions/restore-version.server";
import { checkSite } from "~/portability/check-site.server";
import { newDatabaseUrl, SITE_URL } from "../../factories/database";
import { createMember } from "../../factories/people";
import { buildPost, createComment, createPost, NOW } from "../../factories/posts";
import { open } from "../../portability/sites";

const LATER = new Date(NOW.getTime() + 60 * 60 * 1000);

async function openWithVersions() {
  const site = { ...open(await newDatabaseUrl()), siteUrl: SITE_URL };
  const ada = await createMember(site.db, "ada", { role: "author" });
  const post = buildPost({ slug: "rooms", source: "Private words.", writers: ["ada"] });
  const postId = await createPost(site, post);
  await editPost(site, postId, { ...post, source: "More private words." }, LATER);
  await restoreVersion(site, ada, { postId, number: 1 }, LATER);
  const everything = async () =>
    JSON.stringify([
      await site.db.post.findMany(),
      await site.db.revision.findMany(),
      await site.db.draft.findMany(),
    ]);
  const faults = async () => (await checkSite(site, { repair: false, now: LATER })).left;
  return { site, db: site.db, ada, postId, everything, faults };
}

test("deletes the texts of all versions, and the working copy, of an answered post that is deleted", async () => {
  const { site, db, ada, postId, everything, faults } = await openWithVersions();
  await createComment(site, postId, { name: "Bo", email: "bo@example.org" });
  await leave(site, ada, "remove", LATER);
  expect(await everything()).not.toContain("rivate words");
  expect(await findDraftOfPost(db, postId)).toBeNull();
  const versions = await db.revision.findMany({ where: { postId }, orderBy: { number: "asc" } });
  expect(
    versions.map(({ number, title, removedAt, personId }) => [number, title, removedAt !== null, personId]),
  ).toEqual([
    [1, "", true, null],
    [2, "", true, null],
    [3, "Deleted post", false, null],
  ]);
  expect(await faults()).toEqual([]);
});

test("deletes a post that nobody answered with its versions", async () => {
  const { site, db, ada, everything, faults } = await openWithVersions();
  await leave(site, ada, "remove", LATER);
  expect(await everything()).not.toContain("rivate words");
  expect([await db.revision.count(), await faults()]).toEqual([0, []]);
});

test("keeps the versions without the name, if the texts stay", async () => {
  const { site, db, ada, postId, faults } = await openWithVersions();
  await db.revision.updateMany({ where: { postId }, data: { personId: ada.id } });
  await leave(site, ada, "anonymise", LATER);
  const versions = await db.revision.findMany({ where: { postId }, orderBy: { number: "asc" } });
  expect(versions.map(({ source, personId }) => [source, personId])).toEqual([
    ["Private words.", null],
    ["More private words.", null],
  ]);
  expect(await faults()).toEqual([]);
});
