// People suggested while "@" and a name are typed: those on the page first, and for members others of the site.

import { replaceText } from "./insert-text";

/** Rows that can be seen at once beside the keyboard of a telephone. */
const MAX_SHOWN = 8;
/** Letters from which on others than those on the page are sought, as the site does. */
const MIN_LETTERS = 2;
const REST_MS = 200;

interface Named {
  handle: string;
  name: string;
}

let lists = 0;

export function suggestPeople(form: HTMLFormElement) {
  const area = form.elements.namedItem("body") as HTMLTextAreaElement;
  const isMember = (form.elements.namedItem("as") as HTMLInputElement).value !== "guest";
  const list = document.createElement("ul");
  list.id = `people-${++lists}`;
  list.className = "people-suggestions";
  list.role = "listbox";
  list.ariaLabel = "People to mention";
  list.hidden = true;
  const status = document.createElement("p");
  status.className = "spoken";
  status.role = "status";
  area.after(list, status);
  area.setAttribute("aria-autocomplete", "list");
  area.setAttribute("aria-controls", list.id);
  let [shown, chosen, at] = [[] as Named[], 0, -1];
  let timer = 0;
  let asked: AbortController | undefined;
  let isClosed = false;

  const close = () => {
    list.hidden = true;
    shown = [];
    clearTimeout(timer);
    asked?.abort();
    area.removeAttribute("aria-activedescendant");
    status.textContent = "";
  };
  const mark = () => {
    for (const [index, row] of [...list.children].entries()) row.ariaSelected = String(index === chosen);
    list.children[chosen]?.scrollIntoView({ block: "nearest" });
    area.setAttribute("aria-activedescendant", `${list.id}-${chosen}`);
  };
  const show = (people: Named[]) => {
    const before = shown[chosen]?.handle;
    shown = people.slice(0, MAX_SHOWN);
    if (!shown[0]) return close();
    chosen = Math.max(
      0,
      shown.findIndex(({ handle }) => handle === before),
    );
    list.replaceChildren(
      ...shown.map(({ handle, name }, index) => {
        const row = document.createElement("li");
        row.id = `${list.id}-${index}`;
        row.role = "option";
        const [words, typed] = [document.createElement("bdi"), document.createElement("span")];
        words.textContent = name;
        typed.textContent = `@${handle}`;
        row.append(words, " ", typed);
        row.addEventListener("pointerdown", (event) => event.preventDefault());
        row.addEventListener("click", () => choose(index));
        return row;
      }),
    );
    list.hidden = false;
    status.textContent = `${shown.length} ${shown.length === 1 ? "person" : "people"}. Up and down to choose, Enter to insert.`;
    mark();
  };
  const choose = (index: number) => {
    const person = shown[index];
    const end = area.selectionEnd;
    close();
    if (person) replaceText(area, at, end, `@${person.handle} `);
  };
  const look = () => {
    const typed = /(?:^|[^\p{L}\p{N}@./_-])@([\p{L}\p{N}-]{0,30})$/u.exec(
      area.value.slice(0, area.selectionEnd),
    );
    const word = typed?.[1]?.toLowerCase() ?? "";
    if (!typed || area.selectionStart !== area.selectionEnd) {
      isClosed = false;
      return close();
    }
    at = area.selectionEnd - word.length - 1;
    if (isClosed) return;
    clearTimeout(timer);
    asked?.abort();
    const here = peopleHere().filter((one) => isLike(one, word));
    show(here);
    if (isMember && word.length >= MIN_LETTERS) timer = window.setTimeout(() => askFor(word, here), REST_MS);
  };
  const askFor = async (word: string, here: Named[]) => {
    asked = new AbortController();
    try {
      const answer = await fetch(`/mentions?q=${encodeURIComponent(word)}`, { signal: asked.signal });
      const found: Named[] = answer.ok ? await answer.json() : [];
      const known = new Set(here.map(({ handle }) => handle));
      show([...here, ...found.filter(({ handle }) => !known.has(handle))]);
    } catch {
      // Another letter was typed, or the network is gone.
    }
  };
  area.addEventListener("input", (event) => {
    if (!(event as InputEvent).isComposing) look();
  });
  area.addEventListener("compositionend", look);
  area.addEventListener("click", close);
  area.addEventListener("blur", close);
  area.addEventListener("keydown", (event) => {
    if (list.hidden || event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      chosen = (chosen + step + shown.length) % shown.length;
      mark();
    } else if (event.key === "Enter" || event.key === "Tab") choose(chosen);
    else if (event.key === "Escape") {
      isClosed = true;
      close();
    } else {
      // The caret moves away.
      if (/^(Arrow|Home|End|Page)/.test(event.key)) close();
      return;
    }
    event.preventDefault();
    // Escape would also send the form home.
    event.stopPropagation();
  });
}

const isLike = ({ handle, name }: Named, word: string) =>
  handle.startsWith(word) ||
  name
    .toLowerCase()
    .split(/\s+/)
    .some((part) => part.startsWith(word));

/** Those who are named on the page with a link to theirs. */
function peopleHere(): Named[] {
  const people = new Map<string, Named>();
  for (const link of document.querySelectorAll<HTMLAnchorElement>(
    '.response h3 a[href^="/people/"], .byline a[href^="/people/"]',
  )) {
    const handle = link.pathname.split("/")[2] ?? "";
    people.set(handle, { handle, name: link.textContent ?? "" });
  }
  return [...people.values()];
}
