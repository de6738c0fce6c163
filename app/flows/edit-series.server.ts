// Changes a series with the order of its posts. What the form was opened with is compared in the transaction that stores it.

import { renumberWorkingCopies } from "~/drafts/draft-parts.server";
import type { Refusal } from "~/markdown/refusal";
import { recordUses } from "~/media/use/media-use.server";
import { renumberParts } from "~/posts/post-parts.server";
import {
  addSeries,
  type EditedSeries,
  findSeriesToEdit,
  rewriteSeries,
  setAnnounced,
} from "~/series/form/series-editing.server";
import { partField, type SeriesForm } from "~/series/form/series-form.schema";
import { INTRODUCTION, introFields } from "~/series/introduction";
import { findSeriesId } from "~/series/series.server";
import { isPublished } from "~/visibility/status";
import type { PublishingDeps } from "./publishing/publish-post.server";

export type EditSeriesResult =
  | { ok: true; slug: string }
  | Refusal
  | { ok: false; reason: "series.not-found" | "series.slug-taken" }
  | { ok: false; reason: "series.changed"; standing: EditedSeries }
  /** Two parts would have the same number. */
  | { ok: false; reason: "series.part-taken"; field: string; part: number };

/** Begins a series. Refuses a slug that another has or had, and a text that can't be rendered. */
export async function beginSeries(
  { db, render }: PublishingDeps,
  { text }: SeriesForm,
  now: Date,
): Promise<EditSeriesResult> {
  const intro = await render(text.intro, INTRODUCTION);
  if (!intro.ok) return intro;
  return db.write(async (tx) => {
    if ((await findSeriesId(tx.db, text.slug)) !== null) return { ok: false, reason: "series.slug-taken" };
    const seriesId = await addSeries(tx, text, introFields(text.intro, intro), now);
    // Editors alone write introductions, and they see all uploads.
    await recordUses(tx, { seriesId }, text.intro, null);
    return { ok: true, slug: text.slug };
  });
}

/** Changes a series, if `version` is still current. */
export async function editSeries(
  { db, render }: PublishingDeps,
  slug: string,
  { text, parts, announced }: SeriesForm,
  version: string,
): Promise<EditSeriesResult> {
  const intro = await render(text.intro, INTRODUCTION);
  if (!intro.ok) return intro;
  return db.write(async (tx) => {
    const standing = await findSeriesToEdit(tx.db, slug);
    if (!standing) return { ok: false, reason: "series.not-found" };
    if (standing.version !== version) return { ok: false, reason: "series.changed", standing };
    const owner = await findSeriesId(tx.db, text.slug);
    if (owner !== null && owner !== standing.id) return { ok: false, reason: "series.slug-taken" };

    const moved = new Map<number, { from: number; to: number }>();
    const taken = new Map<number, number>();
    for (const post of standing.posts) {
      const part = parts.get(post.id) ?? post.part;
      if (taken.has(part)) return { ok: false, reason: "series.part-taken", field: partField(post.id), part };
      taken.set(part, post.id);
      if (part !== post.part) moved.set(post.id, { from: post.part, to: part });
    }
    // An announced part may have the number of a post that isn't published yet: it announces that post.
    const double = announced.find(({ part }) => {
      const post = standing.posts.find(({ id }) => id === taken.get(part));
      return post !== undefined && isPublished(post);
    });
    if (double) {
      const field = partField(taken.get(double.part) ?? 0);
      return { ok: false, reason: "series.part-taken", field, part: double.part };
    }
    await rewriteSeries(tx, standing, text, introFields(text.intro, intro));
    await recordUses(tx, { seriesId: standing.id }, text.intro, null);
    await renumberParts(tx, new Map([...moved].map(([id, { to }]) => [id, to])));
    await renumberWorkingCopies(tx, [standing.text.slug, text.slug], moved);
    await setAnnounced(tx, standing.id, announced);
    return { ok: true, slug: text.slug };
  });
}
