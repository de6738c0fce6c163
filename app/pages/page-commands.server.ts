// Changes to pages. Publishing from a draft is in flows/.

import type { Rendered } from "~/markdown/rendered";
import type { Transaction } from "~/platform/database/database.server";
import { SITE_KEY } from "~/site/site.server";
import { isPublished, pageStatus } from "~/visibility/status";
import { takeOut } from "./navigation.server";
import type { PageInput } from "./page.schema";
import { findPageById, findPageIdBySlug, type GivenPage, PAGES_KEY, pageKey } from "./page.server";
import { derivedFrom } from "./page-rendering.server";
import { addVersion } from "./page-version.server";

export type PageRefusal = { ok: false; reason: "page.slug-taken" | "page.not-found"; what: string };

/** Publishes a page: a new one, or another text of this one, with a version of its own. Refuses a slug that another page has or had. */
export async function savePage(
  tx: Transaction,
  pageId: number | null,
  { title, slug, source, language, origin, sample = false }: PageInput,
  text: Rendered,
  personId: number | null,
  now: Date,
): Promise<{ ok: true; pageId: number } | PageRefusal> {
  const before = pageId === null ? null : await findPageById(tx.db, pageId);
  if (pageId !== null && !before) return { ok: false, reason: "page.not-found", what: slug };
  const owner = await findPageIdBySlug(tx.db, slug);
  if (owner !== null && owner !== pageId) return { ok: false, reason: "page.slug-taken", what: slug };
  const fields = {
    ...{ title, slug, source, language: language ?? null, sample, updatedAt: now },
    ...{ ...derivedFrom(text), status: pageStatus.published },
    ...(origin !== undefined && { origin }),
  };
  if (before && before.input.slug !== slug) {
    await tx.db.formerPageSlug.deleteMany({ where: { slug, pageId: before.id } });
    await tx.db.formerPageSlug.create({ data: { slug: before.input.slug, pageId: before.id } });
  }
  const { id } = before
    ? await tx.db.page.update({ where: { id: before.id }, data: fields, select: { id: true } })
    : await tx.db.page.create({ data: { ...fields, createdAt: now }, select: { id: true } });
  await addVersion(tx, id, { title, source }, personId, now);
  tx.invalidate(pageKey(id), PAGES_KEY);
  if (before && isInNavigation(before) && (before.input.title !== title || before.input.slug !== slug))
    tx.invalidate(SITE_KEY);
  return { ok: true, pageId: id };
}

/** Withdraws a page: its address says so, and the navigation no longer has it. Repeated, it changes nothing. */
export async function withdrawPage(tx: Transaction, { id, status }: GivenPage): Promise<void> {
  if (!isPublished({ status })) return;
  await takeOut(tx, id);
  await tx.db.page.update({
    where: { id },
    data: { status: pageStatus.withdrawn },
    select: { id: true },
  });
  tx.invalidate(pageKey(id), PAGES_KEY);
}

/** Deletes a page with its versions and its working copy. */
export async function deletePage(tx: Transaction, id: number): Promise<void> {
  await takeOut(tx, id);
  await tx.db.page.deleteMany({ where: { id } });
  tx.invalidate(pageKey(id), PAGES_KEY);
}

const isInNavigation = ({ position }: Pick<GivenPage, "position">) => position !== null;
