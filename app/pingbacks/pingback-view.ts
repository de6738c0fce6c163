import { permalink, responseHead } from "~/comments/comment-view";
import type { CalendarSettings } from "~/design/calendar";
import { ownLanguage } from "~/design/own-language";
import { names } from "~/people/view/byline";
import { type Markup, markup } from "~/platform/markup";
import { postPath } from "~/posts/post";
import { type PingbackView, pingbackPath } from "./pingback";

/** "Pingback: …": the linking post with the sentence that links. */
export function pingbackArticle(
  pingback: PingbackView,
  calendar: CalendarSettings,
  actions: Markup | false = false,
  isNew = false,
): Markup {
  const { id, number, title, slug, sentence } = pingback;
  const { lang, dir } = ownLanguage(pingback.language, calendar.language);
  const own = lang !== undefined && markup` lang="${lang}" dir="${dir}"`;
  const from = markup`Pingback: <a href="${postPath(slug)}"><bdi${own}>${title}</bdi></a>`;
  const when = permalink(pingbackPath(id), pingback.createdAt, calendar);
  const head = responseHead(number, from, [markup`by ${names(pingback.writers)}`, when], false, isNew);
  return markup`<article class="response pingback" aria-label="Response ${number}, a pingback from ${title}">${head}<blockquote class="prose" dir="auto"><p>${sentence}</p></blockquote>${actions && markup`<footer>${actions}</footer>`}</article>`;
}
