import type { CalendarSettings } from "~/design/calendar";
import { ownLanguage } from "~/design/own-language";
import { CONTINUATIONS_SHOWN, type Continuation } from "~/links/continuation";
import { names } from "~/people/view/byline";
import { type Markup, markup } from "~/platform/markup";
import { postPath } from "~/posts/post";

/** "Continued in ‘Title’ by Ada", at a response. It has no number: the pingback of the post does. */
export function continuedNote(found: readonly Continuation[], { language }: CalendarSettings): Markup {
  const more = found.length - CONTINUATIONS_SHOWN;
  const posts = found.slice(0, CONTINUATIONS_SHOWN).map((post, at) => {
    const { lang, dir } = ownLanguage(post.language, language);
    const own = lang !== undefined && markup` lang="${lang}" dir="${dir}"`;
    return markup`${at > 0 && "; "}‘<a href="${postPath(post.slug)}"><bdi${own}>${post.title}</bdi></a>’ by ${names(post.writers)}`;
  });
  return markup`<p class="continued">Continued in ${posts}${more > 0 && `; and ${more} more`}</p>`;
}
