// Opens a post, a person, a tag or a series by the first letters of its title. The combobox and its list follow the ARIA Authoring Practices.

import type { QuickName } from "../search";

const REST_MS = 150;

const TOO_MANY = "You have searched very often. Please wait a moment, then type on.";
const NOT_FOUND_NOW = "Names can’t be looked up at the moment.";

let dialog: HTMLDialogElement | undefined;
let rows = 0;

export function openQuickly(): void {
  dialog ??= makeDialog();
  if (dialog.open) return;
  dialog.showModal();
  dialog.querySelector("input")?.select();
}

function makeDialog(): HTMLDialogElement {
  const made = document.createElement("dialog");
  made.className = "quick-open";
  made.ariaLabel = "Search";
  made.innerHTML = `<form action="/search">
<input type="search" name="q" role="combobox" aria-label="Title, person or tag" placeholder="Title, person or tag" autocomplete="off" aria-autocomplete="list" aria-controls="names-found" aria-expanded="false" dir="auto" enterkeyhint="go">
<div id="names-found" role="listbox" aria-label="Found"></div>
<p class="spoken" role="status"></p>
<p class="quick-open-help"><kbd>↑</kbd> <kbd>↓</kbd> to choose, <kbd>Enter</kbd> to open, <kbd>Esc</kbd> to close. <a href="/search#keys">About this key</a></p></form>`;
  document.body.append(made);
  const part = <E extends Element>(selector: string) => made.querySelector(selector) as E;
  const field = part<HTMLInputElement>("input");
  const list = part<HTMLElement>("[role=listbox]");
  const status = part<HTMLElement>("[role=status]");
  let [timer, chosen, shown] = [0, 0, ""];
  let asked: AbortController | undefined;

  const choose = (index: number) => {
    const options = [...list.children];
    chosen = (index + options.length) % options.length || 0;
    for (const [at, option] of options.entries()) option.ariaSelected = String(at === chosen);
    options[chosen]?.scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", options[chosen]?.id ?? "");
    field.ariaExpanded = String(options.length > 0);
  };
  const show = (names: QuickName[], typed: string, problem = "") => {
    list.replaceChildren(
      ...names.map(({ kind, name, path, language }) => row(path, name, kind, language)),
      ...(typed ? [row(`/search?q=${encodeURIComponent(typed)}`, `Search for “${typed}”`)] : []),
    );
    shown = typed;
    choose(0);
    const count = typed ? `${names.length || "No"} ${names.length === 1 ? "name" : "names"} found` : "";
    status.textContent = problem || count;
    // The list shows everyone how many there are.
    status.className = problem ? "quick-open-problem" : "spoken";
  };
  const look = async () => {
    const typed = field.value.trim();
    asked?.abort();
    const own = new AbortController();
    asked = own;
    try {
      const answer = await fetch(`/search/names?q=${encodeURIComponent(typed)}`, { signal: own.signal });
      if (answer.ok) show(await answer.json(), typed);
      else show([], typed, answer.status === 429 ? TOO_MANY : NOT_FOUND_NOW);
    } catch {
      // Another letter was typed, or the network is gone.
      if (!own.signal.aborted) show([], typed, NOT_FOUND_NOW);
    }
  };
  field.addEventListener("input", () => {
    clearTimeout(timer);
    if (!field.value.trim()) {
      asked?.abort();
      show([], "");
    } else timer = window.setTimeout(look, REST_MS);
  });
  field.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.isComposing) return;
    if (step) {
      choose(chosen + step);
      event.preventDefault();
    } else if (event.key === "Enter" && shown && field.value.trim() === shown) {
      // What isn't shown yet is searched for by the form.
      event.preventDefault();
      (list.children[chosen] as HTMLElement | undefined)?.click();
    }
  });
  // It would still be open when somebody comes back.
  addEventListener("pagehide", () => made.close());
  // A click beside the dialog.
  made.addEventListener("click", ({ target }) => target === made && made.close());
  return made;
}

/** An option of the list is a link, so that it opens in another tab, too. */
function row(path: string, name: string, kind = "", language: string | null = null): HTMLElement {
  const [link, words] = [make("a"), make("bdi", name)];
  link.id = `name-${++rows}`;
  link.role = "option";
  link.href = path;
  link.tabIndex = -1;
  if (language) words.lang = language;
  link.append(words, " ", make("span", kind));
  return link;
}

function make<Tag extends keyof HTMLElementTagNameMap>(tag: Tag, words = ""): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  made.textContent = words;
  return made;
}
