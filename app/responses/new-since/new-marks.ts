import { type Markup, markup } from "~/platform/markup";
import type { ThreadItem } from "../response";
import { keyOf, type NewOnPage } from "./new-responses";

/** From a new response to the next one. */
export function nextNewLink(response: ThreadItem, news: NewOnPage): Markup | false {
  const next = news.size > 0 && news.get(keyOf(response));
  return (
    !!next &&
    markup`<a class="next-new" href="${next}" aria-label="Next new response, after ${response.number}">Next new</a>`
  );
}
