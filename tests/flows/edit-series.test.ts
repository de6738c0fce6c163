import { expect, test } from "vitest";
import { editSeries } from "~/flows/edit-series.server";
import { draftPost } from "~/flows/publishing/publish-post.server";
import { findSeriesToEdit } from "~/series/form/series-editing.server";
import { upsertSeries } from "~/series/series.server";
import { openDeps } from "../factories/database";
import { buildPost, createPost, NOW } from "../factories/posts";

test("announces a part with the number of a post that isn't published yet, and of no other", async () => {
  const deps = await openDeps();
  const text = { slug: "rooms", title: "Rooms", status: "under way" as const, intro: "" };
  await upsertSeries(deps, text, NOW);
  await createPost(deps, { series: "rooms", part: 1 });
  await draftPost(deps, buildPost({ series: "rooms", part: 2, writers: ["ken"] }), NOW);
  const announce = async (part: number) => {
    const version = (await findSeriesToEdit(deps.db, "rooms"))?.version ?? "";
    const announced = [{ part, title: "Soon", expected: "in May" }];
    return editSeries(deps, "rooms", { text, parts: new Map(), announced }, version);
  };
  expect(await announce(1)).toMatchObject({ ok: false, reason: "series.part-taken", part: 1 });
  expect(await announce(2)).toEqual({ ok: true, slug: "rooms" });
  expect(await deps.db.announcedPart.findMany({ select: { part: true } })).toEqual([{ part: 2 }]);
});
