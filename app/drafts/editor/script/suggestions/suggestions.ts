// Suggestions below a field that lists names, for the name that is being typed (WAI-ARIA: combobox with a listbox).

export interface Suggestion {
  /** What is put into the field. */
  value: string;
  /** What it stands for, if that isn't the same. */
  detail: string;
}

/** The server is asked this long after the last key. */
const REST_MS = 150;

/** Suggests the names that `find` gives, in the order that it gives them. Names that the field has already are left out. */
export function suggest(input: HTMLInputElement, find: (query: string) => Promise<Suggestion[]>): void {
  const list = document.createElement("ul");
  list.id = `${input.id}-suggestions`;
  list.className = "suggestions";
  list.role = "listbox";
  list.ariaLabel = "Suggestions";
  list.hidden = true;
  input.after(list);
  input.role = "combobox";
  input.ariaAutoComplete = "list";
  input.ariaExpanded = "false";
  input.setAttribute("aria-controls", list.id);
  let timer: ReturnType<typeof setTimeout> | undefined;

  const mark = (option: Element | undefined) => {
    for (const other of list.children) other.ariaSelected = String(other === option);
    if (option) input.setAttribute("aria-activedescendant", option.id);
    else input.removeAttribute("aria-activedescendant");
  };
  const hide = () => {
    clearTimeout(timer);
    list.hidden = true;
    input.ariaExpanded = "false";
    mark(undefined);
  };
  const choose = (value: string) => {
    const { from, to } = nameAt(input);
    const after = input.value.slice(to);
    input.setRangeText(`${from > 0 ? " " : ""}${value}${after ? "" : ", "}`, from, to, "end");
    hide();
    input.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const ask = async () => {
    const { query, others } = nameAt(input);
    const isNew = ({ value }: Suggestion) => value !== query && !others.includes(value.toLowerCase());
    const found = query ? (await find(query)).filter(isNew) : [];
    if (document.activeElement !== input || nameAt(input).query !== query) return;
    if (found.length === 0) return hide();
    list.replaceChildren(...found.map((suggestion, index) => makeOption(list, suggestion, index)));
    list.hidden = false;
    input.ariaExpanded = "true";
    mark(undefined);
  };

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => void ask(), REST_MS);
  });
  input.addEventListener("blur", hide);
  input.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    const options = [...list.children];
    const at = options.findIndex(({ ariaSelected }) => ariaSelected === "true");
    if (event.key === "ArrowDown") mark(options[(at + 1) % options.length]);
    else if (event.key === "ArrowUp") mark(options[at <= 0 ? options.length - 1 : at - 1]);
    else if (event.key === "Enter" && at >= 0) choose(valueIn(options[at]));
    else if (event.key === "Escape") hide();
    else return;
    event.preventDefault();
  });
  // The field keeps the focus.
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = (event.target as Element).closest("[role=option]");
    if (option) choose(valueIn(option));
  });
}

const valueIn = (option: Element | undefined) => (option as HTMLElement | undefined)?.dataset.value ?? "";

function makeOption(list: HTMLElement, { value, detail }: Suggestion, index: number): HTMLElement {
  const option = document.createElement("li");
  option.id = `${list.id}-${index}`;
  option.role = "option";
  option.dataset.value = value;
  option.append(value);
  if (detail) {
    const small = document.createElement("small");
    small.textContent = detail;
    option.append(" ", small);
  }
  return option;
}

/** The name around the cursor, from the comma before it to the comma after it, and the other names of the field in lower case. */
function nameAt({ value, selectionStart }: HTMLInputElement) {
  const cursor = selectionStart ?? value.length;
  const from = value.lastIndexOf(",", cursor - 1) + 1;
  const comma = value.indexOf(",", cursor);
  const to = comma < 0 ? value.length : comma;
  const others = `${value.slice(0, from)},${value.slice(to)}`.toLowerCase().split(",").map(withoutSign);
  return { from, to, query: withoutSign(value.slice(from, to)), others };
}

/** A person may be named "@ada". */
const withoutSign = (name: string) => name.trim().replace(/^@/, "");
