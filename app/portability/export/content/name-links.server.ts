// What texts link to on the site, in the form in which files name it.

import { namingComments } from "./comment-links.server";
import type { MediaNames, TextPlace } from "./media-names.server";

/** Gives a text with links to comments and uploads that lead to the same on another site. */
export type NameLinks = (source: string, text: TextPlace) => Promise<string>;

export function namingLinks(media: MediaNames): NameLinks {
  const nameComments = namingComments(media.db, media.siteUrl);
  return async (source, text) => media.nameIn(await nameComments(source), text);
}
