// What a guest marked as read in series, kept on their device: on a part its button, on the page of a series the marks. These pages are the
// same for everyone.

import { read, write } from "~/comments/reply/reply-drafts";
import { PARTS } from "~/responses/script/device-keys";
import { formatNext, formatProgress, MARK, MAX_DEVICE_PARTS, UNMARK } from "~/series/reading/progress";

const listRead = () => read(PARTS).split(",").filter(Boolean);

const button = document.querySelector<HTMLElement>("[data-part]");
// Only of guests: what a member marked, the page says.
const course = document.querySelector<HTMLElement>(".course:has([data-post])");
if (button) offerMark(button);
if (course) {
  showMarks(course);
  // Back from a part, or marked in another tab.
  addEventListener("pageshow", () => showMarks(course));
  addEventListener("storage", () => showMarks(course));
}

function offerMark(button: HTMLElement) {
  const status = button.previousElementSibling as HTMLElement;
  const id = button.dataset.part as string;
  const show = () => {
    const isRead = listRead().includes(id);
    status.textContent = isRead ? "You marked this part as read, on this device." : "";
    button.textContent = isRead ? UNMARK : MARK;
  };
  button.onclick = () => {
    const others = listRead().filter((one) => one !== id);
    write(PARTS, (button.textContent === UNMARK ? others : [...others, id]).slice(-MAX_DEVICE_PARTS).join());
    show();
  };
  show();
  // Back from another page, or marked in another tab.
  addEventListener("pageshow", show);
  addEventListener("storage", show);
}

function showMarks(course: HTMLElement) {
  const ids = listRead();
  const parts = [...course.querySelectorAll<HTMLLIElement>("[data-post]")];
  const unread = parts.filter((part) => {
    const isRead = ids.includes(part.dataset.post as string);
    (part.querySelector(".course-read") as HTMLElement).hidden = !isRead;
    return !isRead;
  });
  const count = parts.length - unread.length;
  const line = document.querySelector<HTMLElement>(".course-progress");
  const place = document.querySelector<HTMLElement>(".course-switch");
  if (!line || !place) return;
  line.hidden = count === 0;
  // Whoever has just pressed its button stays where they are.
  place.hidden = count === 0 && !place.contains(document.activeElement);
  const [words, link] = line.children as unknown as [HTMLElement, HTMLAnchorElement];
  words.textContent = formatProgress(count, parts.length);
  const [next] = unread;
  const title = next?.querySelector("h2 a");
  link.hidden = !next;
  if (next && title) {
    const name = document.createElement("bdi");
    name.textContent = title.textContent;
    link.href = (title as HTMLAnchorElement).href;
    link.replaceChildren(`${formatNext(next.value, count)}: `, name);
  }
  const forget = place.querySelector("button");
  if (forget)
    forget.onclick = () => {
      write(PARTS, "");
      showMarks(course);
      (place.querySelector("[role]") as HTMLElement).textContent = "Nothing is marked as read any more.";
    };
}
