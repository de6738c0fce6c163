// Imports the pages of a content folder.

import type { PublishingDeps } from "~/flows/publish-post.server";
import { explainRefusal } from "~/markdown/limits";
import { putIn } from "~/pages/navigation.server";
import { pagePath } from "~/pages/page";
import { findPageByOrigin, findPageIdBySlug } from "~/pages/page.server";
import { savePage } from "~/pages/page-commands.server";
import { keepFormerSlugs } from "~/pages/page-content.server";
import { PAGE_TEXT } from "~/pages/page-rendering.server";
import type { Filed, PageFile } from "../content/content-files.server";
import { TEXT } from "../content/field-errors";
import { isSamplePage } from "../sample/sample-fingerprints";
import { describeTaken, type Imported, type Origin } from "./import-people.server";

/** Publishes the page of a file, or updates it if the file has changed. A new one goes into the navigation, if the file says so and there is
 *  room; later its place is the administrator's. Refuses the slug of another page, unless the file replaces that one. */
export async function importPage(
  { db, render, replace }: PublishingDeps & { replace: boolean },
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
    const known = await findPageByOrigin(tx.db, origin.now);
    const id = known?.id ?? (replace ? await findPageIdBySlug(tx.db, page.slug) : null);
    if (known && isSame(known.input, page)) return { ok: true };
    const input = { ...page, origin: origin.now, sample: isSamplePage(page) };
    const saved = await savePage(tx, id, input, text, null, now);
    if (!saved.ok)
      return refuse(
        "slug",
        `${page.slug} is taken: another page has or had the address ${pagePath(page.slug)}. Choose another, such as ${page.slug}-2. If this is the same page, use --replace.`,
      );
    if (id === null && navigation !== null) await putIn(tx, saved.pageId);
    const taken = await keepFormerSlugs(tx, saved.pageId, former);
    return { ok: true, notes: describeTaken({ file, lineOf }, taken.map(pagePath)) };
  });
}

type PageText = Pick<PageFile, "title" | "slug" | "source" | "language">;

const isSame = (a: PageText, b: PageText): boolean =>
  a.title === b.title && a.slug === b.slug && a.source === b.source && a.language === b.language;
