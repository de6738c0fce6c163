// A pingback that a moderator hid, and what happens to the post that it comes from.

import { writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { moderateResponses, undoModeration } from "~/flows/moderating/moderate-responses.server";
import { editPost, publishDraft, withdrawPost } from "~/flows/publishing/publish-post.server";
import { beginReRendering, reRenderJob } from "~/flows/re-render.server";
import type { ModerationAction } from "~/moderation/actions";
import { takeJob } from "~/platform/jobs/jobs.server";
import { checkSite } from "~/portability/check-site.server";
import { importContent } from "~/portability/importing/import-content.server";
import type { ResponseStatus } from "~/visibility/status";
import { writeContent } from "../../cli/content";
import { newDatabaseUrl, SITE_URL } from "../../factories/database";
import { createMember } from "../../factories/people";
import { buildPost, createComment, createPost, NOW } from "../../factories/posts";
import { open } from "../../portability/sites";

const LATER = new Date(NOW.getTime() + 60 * 60 * 1000);

async function openHidden(action: ModerationAction = "remove") {
  const site = { ...open(await newDatabaseUrl()), siteUrl: SITE_URL };
  const { db } = site;
  const mo = await createMember(db, "mo", { moderates: true, password: null });
  const target = await createPost(site, { slug: "target", source: "First." });
  const input = buildPost({ slug: "source", source: "See [it](/posts/target)." });
  const source = await createPost(site, input);
  const { id } = await db.pingback.findFirstOrThrow();
  const decide = (to: ModerationAction, status: ResponseStatus) =>
    moderateResponses(
      site,
      mo,
      [{ kind: "pingback", id, status }],
      { action: to, reason: "", words: "" },
      LATER,
    );
  await decide(action, "approved");
  const edit = (text: string) => editPost(site, source, { ...input, source: text }, LATER);
  const all = () => db.pingback.findMany({ select: { id: true, status: true, number: true } });
  const count = async () => (await db.post.findUniqueOrThrow({ where: { id: target } })).responseCount;
  const faults = async () => (await checkSite(site, { repair: false, now: LATER })).left;
  return { site, db, mo, target, source, id, input, decide, edit, all, count, faults };
}

type Hidden = Awaited<ReturnType<typeof openHidden>>;

const CHANGES: [what: string, change: (hidden: Hidden) => Promise<unknown>][] = [
  ["its sentence is edited", ({ edit }) => edit("Do see [it](/posts/target) once more.")],
  [
    "its link is removed and added again",
    async ({ edit }) => {
      await edit("No link.");
      await edit("See [it](/posts/target).");
    },
  ],
  [
    "a response to the same post is linked as well",
    async ({ site, target, edit }) => {
      const comment = await createComment(site, target);
      await edit(`See [it](/posts/target) and [this](/comments/${comment}).`);
      await site.db.post.update({ where: { id: target }, data: { responseCount: { decrement: 1 } } });
      await site.db.comment.delete({ where: { id: comment } });
    },
  ],
  [
    "its post is withdrawn and published again",
    async ({ site, source, input }) => {
      await withdrawPost(site, source, LATER);
      await publishDraft(site, source, input, LATER);
    },
  ],
  [
    "the post under which it stands is withdrawn and published again",
    async ({ site, target }) => {
      await withdrawPost(site, target, LATER);
      await publishDraft(site, target, buildPost({ slug: "target", source: "First." }), LATER);
    },
  ],
  [
    "its post is rendered again",
    async ({ site, db }) => {
      await db.post.updateMany({ data: { renderVersion: 0 } });
      await db.write((tx) => beginReRendering(tx, LATER));
      for (let turn = 0; turn < 10; turn++) {
        const job = await takeJob(db, "rendering", [reRenderJob.kind], LATER);
        if (job) await reRenderJob.run(site, reRenderJob.payload.parse(JSON.parse(job.payload)), LATER);
      }
    },
  ],
  ["the site is repaired", ({ site }) => checkSite(site, { repair: true, now: LATER })],
];

test.each(CHANGES)("stays hidden when %s", async (_what, change) => {
  const hidden = await openHidden();
  await change(hidden);
  expect(await hidden.all()).toEqual([{ id: hidden.id, status: "removed", number: 1 }]);
  expect(await hidden.count()).toBe(0);
});

test.each(["hold", "mark-spam"] as const)("stays so after %s and two edits", async (action) => {
  const { edit, all, id, count, faults } = await openHidden(action);
  await edit("No link.");
  await edit("See [it](/posts/target) again.");
  expect(await all()).toMatchObject([{ id, status: action === "hold" ? "held" : "spam" }]);
  expect([await count(), await faults()]).toEqual([0, []]);
});

test("stays hidden when its post is imported again, unchanged and changed", async () => {
  const post = (slug: string, text: string) =>
    `---\ntitle: ${slug}\nslug: ${slug}\ndate: 2026-03-01T09:00:00Z\nbyline: [ken]\n---\n${text}\n`;
  const site = { ...open(await newDatabaseUrl()), siteUrl: SITE_URL };
  const folder = writeContent({
    "people/ken.md": "---\nhandle: ken\nname: Ken\n---\nHe.\n",
    "posts/a.md": post("a", "First."),
    "posts/b.md": post("b", "See [a](/posts/a)."),
  });
  const bring = () => importContent(site, folder, { name: "test" });
  await bring();
  const mo = await createMember(site.db, "mo", { moderates: true, password: null });
  const { id } = await site.db.pingback.findFirstOrThrow();
  const seen = [{ kind: "pingback" as const, id, status: "approved" as const }];
  await moderateResponses(site, mo, seen, { action: "remove", reason: "", words: "" }, LATER);
  for (const text of ["See [a](/posts/a).", "No link.", "See [a](/posts/a) again."]) {
    writeFileSync(path.join(folder, "posts/b.md"), post("b", text));
    await bring();
    expect(await site.db.pingback.findMany()).toMatchObject([{ id, status: "removed" }]);
  }
});

test("is approved again where its link stands, and refused where it went, undoing included", async () => {
  const { site, db, mo, id, decide, edit, all, count, faults } = await openHidden();
  await edit("No link.");
  expect(await decide("approve", "removed")).toMatchObject({
    refused: [{ kind: "pingback", id, reason: "pingback.unlinked" }],
  });
  const { id: entry } = await db.moderationEntry.findFirstOrThrow();
  expect(await undoModeration(site, mo, entry, LATER)).toEqual({ ok: true, undone: 0, kept: 1 });
  expect([await all(), await count()]).toMatchObject([[{ status: "removed" }], 0]);
  await edit("See [it](/posts/target).");
  expect(await decide("approve", "removed")).toMatchObject({ ok: true, refused: [] });
  expect([await all(), await count(), await faults()]).toMatchObject([[{ status: "approved" }], 1, []]);
});
