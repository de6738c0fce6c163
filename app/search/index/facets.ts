// Words of the index that no text has: by these, filters find entries as fast as words do.

/** No letter or digit, so no word of a text begins with it. */
const MARK = "¦";

/** All posts and responses, for queries that only leave out something. */
export const EVERYTHING = `${MARK}e`;

/** All people, tags and series: they are few, so that common words with it cost little. */
export const NAME = `${MARK}n`;

export const facetOfTag = (id: number) => `${MARK}t${id}`;
export const facetOfPerson = (id: number) => `${MARK}p${id}`;
export const facetOfSeries = (id: number) => `${MARK}s${id}`;
/** A guest, by the words of their name. */
export const facetOfGuest = (words: string[]) => `${MARK}g${words.join("")}`;

const OF_POST = new Set([`${MARK}t`, `${MARK}s`]);

/** The facets of a post that its responses have too: its tags and its series. */
export const ofPost = (facets: string): string[] =>
  facets.split(" ").filter((facet) => OF_POST.has(facet.slice(0, 2)));
