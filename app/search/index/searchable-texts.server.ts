// All texts that are searched, from the rooms that have them. Each room gives only what everyone may see.

import { listSearchablePeople } from "~/people/searchable-people.server";
import type { DatabaseClient } from "~/platform/database/database.server";
import { listSearchablePosts } from "~/posts/searchable-posts.server";
import { listSearchableSeries } from "~/series/searchable-series.server";
import { readSite } from "~/site/site.server";
import { listSearchableTags } from "~/tags/searchable-tags.server";
import type { SearchKind } from "../search";
import { type StemLanguage, stemLanguageOf } from "../words/stems";
import { listCommentTexts } from "./comment-rows.server";
import { EVERYTHING, facetOfPerson, facetOfSeries, facetOfTag, NAME } from "./facets";
import type { SearchableText, Which } from "./indexed-text";

export interface Searchable {
  texts: SearchableText[];
  /** The last id that was looked at; null if there are no more. */
  last: number | null;
  /** The posts among them that have responses. */
  answered: Set<number>;
}

export const readStemLanguage = async (db: DatabaseClient): Promise<StemLanguage> =>
  stemLanguageOf((await readSite(db)).language);

/** Texts of a kind, by id: those of `ids` that everyone may see, or the first after an id. */
export async function listSearchable(
  db: DatabaseClient,
  kind: SearchKind,
  which: Which,
  around: StemLanguage,
): Promise<Searchable> {
  const { texts, last, answered = new Set() } = await LISTS[kind](db, which, around);
  return { texts, last, answered };
}

type List = (
  db: DatabaseClient,
  which: Which,
  around: StemLanguage,
) => Promise<Omit<Searchable, "answered"> & { answered?: Set<number> }>;

const LISTS: Record<SearchKind, List> = {
  async post(db, which, around) {
    const { posts, last } = await listSearchablePosts(db, which);
    const texts = posts.map(({ id, title, text, language, publishedAt, ...filed }) => ({
      ...{ kind: "post" as const, id, postId: id, at: publishedAt ?? new Date(0), title, text, around },
      language: language === null ? null : stemLanguageOf(language),
      facets: [
        EVERYTHING,
        ...filed.tagIds.map(facetOfTag).sort(),
        ...(filed.seriesId === null ? [] : [facetOfSeries(filed.seriesId)]),
        ...filed.writerIds.map(facetOfPerson).sort(),
      ],
    }));
    const answered = posts.filter(({ responseCount }) => responseCount > 0);
    return { texts, last, answered: new Set(answered.map(({ id }) => id)) };
  },
  comment: listCommentTexts,
  async person(db, which, around) {
    const { people, last } = await listSearchablePeople(db, which);
    return {
      // A name has no stem. The bio's words are of its own language, if that can be told.
      texts: people.map(({ id, name, handle, text }) =>
        nameOf("person", id, `${name} ${handle}`, text, "other", around),
      ),
      last,
    };
  },
  async tag(db, which, around) {
    const { tags, last } = await listSearchableTags(db, which);
    return {
      texts: tags.map(({ id, name, description }) => nameOf("tag", id, name, description, null, around)),
      last,
    };
  },
  async series(db, which, around) {
    const { series, last } = await listSearchableSeries(db, which);
    return {
      texts: series.map(({ id, title, text }) => nameOf("series", id, title, text, null, around)),
      last,
    };
  },
};

const nameOf = (
  kind: SearchKind,
  id: number,
  title: string,
  text: string,
  language: StemLanguage | null,
  around: StemLanguage,
): SearchableText => ({ kind, id, postId: null, at: null, title, text, language, around, facets: [NAME] });
