// Shows a guest what is new, on a page that is the same for everyone: as new-since-line.tsx and new-marks.ts do for members.

import { formatSince } from "~/design/since";
import { moveMark } from "~/responses/script/device-mark";
import { keep, type Reading } from "~/responses/script/new-since";

/** What `/live` tells at once (responses/live/live.ts). */
const MAX_TOLD = 50;

export async function showNew(line: HTMLElement, reading: Reading, now: number): Promise<void> {
  const { post = "", number: last, rest, zone = "" } = line.dataset;
  const highest = Number(last);
  const moved = moveMark(reading, Number(post), highest, now);
  // The confirmation stands before the guest's own reply.
  const posted = document.querySelector(".form-done + .response");
  if (posted) moved.push(numberOf(posted));
  keep(reading);
  const [, seen, seenAt, , , ...own] = moved;
  const isNew = (number: number) => number > seen && !own.includes(number);
  const responses = [...document.querySelectorAll(".conversation .response:not(.removed)")];
  const found = responses.filter((response) => isNew(numberOf(response)));
  // What stands on other pages, only the site knows.
  const told = rest && highest > seen ? await ask(post, seen) : null;
  const all = told?.filter(([number]) => isNew(number)) ?? [];
  const count = Math.max(all.length, found.length);
  if (count < 1) return;
  const more = told?.length === MAX_TOLD ? "+" : "";
  const addressOf = (response: Element | undefined, elsewhere = rest) =>
    response ? `#${response.closest("li")?.id}` : more || count > found.length ? elsewhere : undefined;
  for (const [index, response] of found.entries()) mark(response, addressOf(found[index + 1]));
  const [words, first, button] = line.children as unknown as [HTMLElement, HTMLAnchorElement, HTMLElement];
  const time = make(
    "time",
    "",
    formatSince(new Date(seenAt), new Date(now), document.documentElement.lang, zone),
  );
  words.append(make("strong", "", `${count.toLocaleString("en")}${more} new`), " since ", time);
  first.href = addressOf(found[0], all[0]?.[1]) ?? "";
  button.addEventListener("click", () => {
    moved[1] = highest;
    moved[2] = Date.now();
    keep(reading);
    for (const shown of document.querySelectorAll(".response-new, .next-new")) shown.remove();
    line.textContent = "All marked as read.";
    // The button is gone that had the focus.
    line.tabIndex = -1;
    line.focus();
  });
  line.hidden = false;
}

/** The responses to a post above a number that everyone can read, in their order. Null without an answer. */
const ask = (post: string, seen: number): Promise<[number: number, path: string][] | null> =>
  fetch(`/live?post=${post}.${seen}&once`).then(
    async (answer) => (answer.ok ? ((await answer.json())[post] ?? []) : null),
    () => null,
  );

const numberOf = (response: Element) => Number(response.querySelector(".response-number")?.textContent);

function mark(response: Element, next: string | undefined) {
  const number = response.querySelector(".response-number");
  const place = make("span", "response-mark");
  number?.replaceWith(place);
  place.append(number ?? "", " ", make("b", "response-new", "New"));
  if (!next) return;
  const link = make("a", "next-new", "Next new");
  link.setAttribute("href", next);
  link.setAttribute("aria-label", `Next new response, after ${number?.textContent}`);
  const footer = response.querySelector(":scope > footer") ?? make("footer");
  footer.append(link);
  response.append(footer);
}

function make(name: string, className = "", words = "") {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.textContent = words;
  return made;
}
