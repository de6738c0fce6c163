// Lists on the page of drafts what only this device has of the person who is signed in. The list follows what other tabs keep and save.

import { copyLink, type DeviceCopy, listCopies, titleOf } from "~/drafts/editor/script/device/device-copy";

const section = document.querySelector<HTMLElement>("[data-on-device]");
const personId = document.querySelector<HTMLFormElement>("form[data-as]")?.dataset.as;
if (section && personId) {
  const show = () => {
    const copies = listCopies(personId);
    section.hidden = copies.length === 0;
    section.querySelector("ul")?.replaceChildren(...copies.map(listItem));
  };
  show();
  addEventListener("storage", show);
  // The page was restored by going back.
  addEventListener("pageshow", show);
}

function listItem(copy: DeviceCopy): HTMLElement {
  const link = document.createElement("a");
  link.href = copyLink(copy);
  link.dir = "auto";
  link.textContent = titleOf(copy);
  const state = document.createElement("p");
  const kept = copy.id === null ? "" : "Changes to a saved draft. ";
  state.textContent = `${kept}Last changed ${formatMoment(new Date(copy.at))}.`;
  const item = document.createElement("li");
  item.append(link, state);
  return item;
}

/** "14:02"; with the date unless that is today. */
function formatMoment(at: Date): string {
  const isToday = at.toDateString() === new Date().toDateString();
  const style: Intl.DateTimeFormatOptions = isToday ? {} : { dateStyle: "long" };
  const language = document.documentElement.lang || "en";
  return new Intl.DateTimeFormat(language, { ...style, timeStyle: "short" }).format(at);
}
