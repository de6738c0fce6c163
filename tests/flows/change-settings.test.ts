import { expect, test } from "vitest";
import { changeSettings, fileByMonthJob } from "~/flows/change-settings.server";
import { postKey } from "~/posts/post.server";
import { listMonths } from "~/posts/post-month.server";
import { readSettings, SITE_KEY, settleSite } from "~/site/site.server";
import { openMeans } from "../factories/database";
import { createPost, NOW } from "../factories/posts";
import { buildSettings } from "../factories/settings";

const MIDNIGHT = new Date("2026-04-01T00:30:00Z");

test("posts are filed anew under the months of a new time zone, some at a time, and only those that move", async () => {
  const means = await openMeans();
  await settleSite(means, buildSettings());
  const moved = await createPost(means, { slug: "moved" }, MIDNIGHT);
  const stays = await createPost(means, { slug: "stays" }, NOW);
  const { html: _, ...row } = await means.db.post.findUniqueOrThrow({ where: { id: moved } });
  const copies = Array.from({ length: 450 }, (_, number) => ({
    ...{ ...row, id: 1_000 + number, slug: `copy-${number}`, html: "" },
  }));
  await means.db.post.createMany({ data: copies });
  means.takeChanges();

  const { version } = await readSettings(means.db);
  const changed = await changeSettings(means, buildSettings({ timeZone: "America/Lima" }), version, NOW);
  expect(changed).toEqual({ ok: true });
  expect(means.takeChanges()).toContain(SITE_KEY);
  expect(await means.db.job.findMany({ select: { kind: true, status: true } })).toEqual([
    { kind: "file-by-month", status: "waiting" },
  ]);

  await fileByMonthJob.run(means, {}, NOW);
  const months = await means.db.post.groupBy({ by: ["month"], _count: true });
  expect(months).toEqual([{ month: "2026-03", _count: 452 }]);
  expect(await listMonths(means.db)).toEqual([{ month: "2026-03", postCount: 452 }]);
  const changes = means.takeChanges();
  expect(changes).toEqual(
    expect.arrayContaining([postKey(moved), "posts", "month:2026-03", "month:2026-04"]),
  );
  expect(changes).not.toContain(postKey(stays));
});

test("what leaves the time zone as it is has no post filed anew", async () => {
  const means = await openMeans();
  const { version } = await readSettings(means.db);
  expect(await changeSettings(means, buildSettings({ name: "New" }), version, NOW)).toEqual({ ok: true });
  expect(await means.db.job.count()).toBe(0);
  expect(await changeSettings(means, buildSettings({ name: "Old" }), version, NOW)).toEqual({
    ok: false,
    reason: "site.changed-meanwhile",
  });
});
