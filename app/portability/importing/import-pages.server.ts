// Imports the pages of a content folder.

import type { PublishingDeps } from "~/flows/publishing/publish-post.server";
import { explainRefusal } from "~/markdown/limits";
import { recordUses } from "~/media/use/media-use.server";
import { putIn } from "~/pages/navigation.server";
import { pagePath } from "~/pages/page";
import { findPageById, findPageByOrigin, findPageIdBySlug, type GivenPage } from "~/pages/page.server";
import { savePage } from "~/pages/page-commands.server";
import { keepFormerSlugs, noteImported, readImportState } from "~/pages/page-content.server";
import { PAGE_TEXT } from "~/pages/page-rendering.server";
import { hasVersionByPerson } from "~/pages/page-version.server";
import type { DatabaseClient } from "~/platform/database/database.server";
import type { Filed, PageFile } from "../content/content-files.server";
import { TEXT } from "../content/field-errors";
import { isSamplePage } from "../sample/sample-fingerprints";
import { listDifferent } from "./import-conflicts";
import { describeTaken, type Imported, type Origin } from "./import-people.server";
import { showsSame } from "./same-text.server";

/** Publishes the page of a file, or updates it if the file has changed. A new one goes into the navigation, if the file says so and there is
 *  room; later its place is the administrator's. Refuses the slug of another page, unless the file replaces that one, and leaves a page that was
 *  written or edited on the site as it is, unless it is forced. */
export async function importPage(
  { db, render, replace, force }: PublishingDeps & { replace: boolean; force: boolean },
  { file, value: { navigation, "former addresses": former, ...page }, lineOf }: Filed<PageFile>,
  origin: Origin,
  now: Date,
): Promise<Imported> {
  const refuse = (field: string, message: string): Imported => ({
    ...{ ok: false, isOther: false, problem: { file, line: lineOf([field]), field, message } },
  });
  const text = await render(page.source, PAGE_TEXT);
  if (!text.ok) return refuse(TEXT, `was refused: ${explainRefusal(text.reason)}`);
  return db.write(async (tx) => {
    const known = (await findPageByOrigin(tx.db, origin.now)) ?? (await findUnclaimed(tx.db, page));
    if (known) {
      const different = await differencesOf(tx.db, known.input, page);
      if (different.length === 0) {
        await noteImported(tx, known.id, origin.now);
        return { ok: true };
      }
      const { state, savedAt } = await readImportState(tx.db, known.id);
      const isWrittenHere = known.input.origin === undefined;
      const isEdited =
        state === "edited" ||
        isWrittenHere ||
        (state === "unknown" && (await hasVersionByPerson(tx.db, known.id)));
      if (isEdited && !force && !(isWrittenHere && replace)) {
        const where = {
          file,
          line: lineOf(["title"]),
          address: pagePath(known.input.slug),
          hasVersions: true,
        };
        return { ok: false, conflict: { ...where, different, state: "edited", savedAt, isWrittenHere } };
      }
    }
    const id = known?.id ?? (replace ? await findPageIdBySlug(tx.db, page.slug) : null);
    const input = { ...page, origin: origin.now, sample: isSamplePage(page) };
    const saved = await savePage(tx, id, input, text, null, now);
    if (!saved.ok)
      return refuse(
        "slug",
        `${page.slug} is taken: another page has or had the address ${pagePath(page.slug)}. Choose another, such as ${page.slug}-2. If this is the same page, use --replace.`,
      );
    if (id === null && navigation !== null) await putIn(tx, saved.pageId);
    await recordUses(tx, { pageId: saved.pageId }, page.source, null);
    await noteImported(tx, saved.pageId, origin.now);
    const taken = await keepFormerSlugs(tx, saved.pageId, former);
    return { ok: true, notes: describeTaken({ file, lineOf }, taken.map(pagePath)) };
  });
}

/** The page with this title and slug that was written on the site. */
async function findUnclaimed(db: DatabaseClient, { title, slug }: PageText): Promise<GivenPage | null> {
  const id = await findPageIdBySlug(db, slug);
  const page = id === null ? null : await findPageById(db, id);
  const isIt = page?.input.slug === slug && page.input.title === title && page.input.origin === undefined;
  return isIt ? page : null;
}

type PageText = Pick<PageFile, "title" | "slug" | "source" | "language">;

const differencesOf = async (db: DatabaseClient, a: PageText, b: PageText): Promise<string[]> => [
  ...listDifferent({
    title: [a.title, b.title],
    address: [a.slug, b.slug],
    language: [a.language, b.language],
  }),
  ...((await showsSame(db, a.source, b.source)) ? [] : ["text"]),
];
