import { expect, test } from "vitest";
import { segment } from "~/comments/thread/thread";
import { clearWritingJob, leave } from "~/flows/accounts/leave.server";
import { RENDER_VERSION } from "~/markdown/version";
import { takeJob } from "~/platform/jobs/jobs.server";
import { checkSite } from "~/portability/check-site.server";
import { newDatabaseUrl, SITE_URL } from "../../factories/database";
import { createMember } from "../../factories/people";
import { createPost, NOW } from "../../factories/posts";
import { open } from "../../portability/sites";

const COMMENTS = 900;

/** Inserts rows as replyTo() would, on three pages: every third is another person's reply to the one
 *  before. */
async function fillDiscussion({ db }: ReturnType<typeof open>, postId: number, personId: number) {
  const place = { postId, status: "approved", source: "x", html: "<p>x</p>", excerpt: "x", createdAt: NOW };
  const rows = Array.from({ length: COMMENTS }, (_, index) => {
    const number = index + 1;
    const answers = number % 3 === 0;
    const path = answers ? segment(number - 1) + segment(number) : segment(number);
    const by = answers ? { guestName: "Bo", guestEmail: "bo@example.org" } : { personId };
    const derived = {
      replyCount: number % 3 === 2 ? 1 : 0,
      renderVersion: RENDER_VERSION,
    };
    return { ...place, ...by, ...derived, number, path };
  });
  await db.comment.createMany({ data: rows });
  const made = await db.comment.findMany({
    where: { number: { gt: 0 } },
    select: { id: true, number: true },
  });
  const idOf = new Map(made.map(({ id, number }) => [number, id]));
  for (const { id, number } of made)
    if (number !== null && number % 3 === 0)
      await db.comment.update({ where: { id }, data: { parentId: idOf.get(number - 1) ?? null } });
  await db.post.update({
    where: { id: postId },
    data: { responseCount: COMMENTS, responseNumber: COMMENTS, respondedAt: NOW },
  });
  await db.write(async (tx) => tx.reindex("comment", ...made.map(({ id }) => id)));
  await db.responsePage.createMany({
    data: [0, 300, 600].map((before) => {
      return { postId, startPath: before === 0 ? "" : segment(before + 1), size: 300 };
    }),
  });
}

test("deletes some of many comments at once and the rest by jobs, and keeps every count right", async () => {
  const site = { ...open(await newDatabaseUrl()), siteUrl: SITE_URL };
  const { db } = site;
  const ada = await createMember(db, "ada");
  const postId = await createPost(site);
  await fillDiscussion(site, postId, ada.id);
  expect(await checkSite(site, { repair: false, now: NOW })).toEqual({ repaired: [], left: [], notes: [] });

  expect(await leave(site, ada, "remove", NOW)).toEqual({ ok: true });
  expect(await db.account.count()).toBe(0);
  const left = () => db.comment.count({ where: { personId: ada.id } });
  expect(await left()).toBe(400);
  // Consistent in between as well, because visitors read meanwhile.
  expect(await checkSite(site, { repair: false, now: NOW })).toEqual({ repaired: [], left: [], notes: [] });

  for (;;) {
    const job = await takeJob(db, "rendering", [clearWritingJob.kind], NOW);
    if (!job) break;
    await clearWritingJob.run(site, clearWritingJob.payload.parse(JSON.parse(job.payload)), NOW);
  }
  expect(await left()).toBe(0);
  expect(await db.comment.groupBy({ by: ["status"], _count: true, orderBy: { status: "asc" } })).toEqual([
    { status: "approved", _count: COMMENTS / 3 },
    { status: "erased", _count: COMMENTS / 3 },
  ]);
  expect(await checkSite(site, { repair: false, now: NOW })).toEqual({ repaired: [], left: [], notes: [] });
});
