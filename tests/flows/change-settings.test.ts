import { expect, test } from "vitest";
import { changeSettings, fileByMonthJob } from "~/flows/change-settings.server";
import { listMonths } from "~/posts/archive/post-month.server";
import { postKey } from "~/posts/post.server";
import { readSettings, SITE_KEY, saveSettings } from "~/site/site.server";
import { openDeps } from "../factories/database";
import { createPost, NOW } from "../factories/posts";
import { buildSettings } from "../factories/settings";

const MIDNIGHT = new Date("2026-04-01T00:30:00Z");

test("moves posts to the months of a new time zone, in batches and only those that change", async () => {
  const deps = await openDeps();
  await saveSettings(deps, buildSettings());
  const moved = await createPost(deps, { slug: "moved" }, MIDNIGHT);
  const stays = await createPost(deps, { slug: "stays" }, NOW);
  const { html: _, ...row } = await deps.db.post.findUniqueOrThrow({ where: { id: moved } });
  const copies = Array.from({ length: 450 }, (_, number) => ({
    ...{ ...row, id: 1_000 + number, slug: `copy-${number}`, html: "" },
  }));
  await deps.db.post.createMany({ data: copies });
  deps.takeChanges();

  const { version } = await readSettings(deps.db);
  const changed = await changeSettings(deps, buildSettings({ timeZone: "America/Lima" }), version, NOW);
  expect(changed).toEqual({ ok: true });
  expect(deps.takeChanges()).toContain(SITE_KEY);
  expect(await deps.db.job.findMany({ select: { kind: true, status: true } })).toEqual([
    { kind: "file-by-month", status: "waiting" },
  ]);

  await fileByMonthJob.run(deps, {}, NOW);
  const months = await deps.db.post.groupBy({ by: ["month"], _count: true });
  expect(months).toEqual([{ month: "2026-03", _count: 452 }]);
  expect(await listMonths(deps.db)).toEqual([{ month: "2026-03", postCount: 452 }]);
  const changes = deps.takeChanges();
  expect(changes).toEqual(
    expect.arrayContaining([postKey(moved), "posts", "month:2026-03", "month:2026-04"]),
  );
  expect(changes).not.toContain(postKey(stays));
});

test("moves no post when the time zone stays the same", async () => {
  const deps = await openDeps();
  const { version } = await readSettings(deps.db);
  expect(await changeSettings(deps, buildSettings({ name: "New" }), version, NOW)).toEqual({ ok: true });
  expect(await deps.db.job.count()).toBe(0);
  expect(await changeSettings(deps, buildSettings({ name: "Old" }), version, NOW)).toEqual({
    ok: false,
    reason: "site.changed-meanwhile",
  });
});
