// Keys for the queue: they work only while a response has the focus, and can be turned off (WCAG 2.1.4).

/** Whether keys are off on this device. */
const OFF = "queue-keys-off";
/** The place in the list from which a response was decided about by key, so that the next takes its place. */
const PLACE = "queue-place";

const BUTTONS: Record<string, string> = { a: "/approve", h: "/hold", s: "/mark-spam", r: "/remove" };
const STEPS: Record<string, number> = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };

const help = document.querySelector<HTMLElement>(".queue-keys");
const items = [...document.querySelectorAll<HTMLElement>(".queue > li")];
if (help && items.length > 0) start(help, items);

function start(help: HTMLElement, items: HTMLElement[]) {
  const wanted = help.querySelector("input");
  help.hidden = false;
  const setOn = (isOn: boolean) => {
    if (wanted) wanted.checked = isOn;
    // The first takes the focus by Tab, the others by the keys.
    for (const [index, item] of items.entries())
      if (isOn) item.tabIndex = index === 0 ? 0 : -1;
      else item.removeAttribute("tabindex");
  };
  setOn(localStorage.getItem(OFF) === null);
  wanted?.addEventListener("change", () => {
    if (wanted.checked) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, "1");
    setOn(wanted.checked);
  });
  for (const [index, item] of items.entries())
    item.addEventListener("keydown", (event) => {
      if (!wanted?.checked || event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target))
        return;
      if (act(event.key, items, index)) event.preventDefault();
    });
  const place = sessionStorage.getItem(PLACE);
  sessionStorage.removeItem(PLACE);
  if (place !== null && wanted?.checked) items[Math.min(Number(place), items.length - 1)]?.focus();
}

/** Whether a key did something. */
function act(key: string, items: HTMLElement[], index: number): boolean {
  const item = items[index];
  const step = STEPS[key];
  if (step !== undefined) {
    items[index + step]?.focus();
    return true;
  }
  if (key === "x") {
    item?.querySelector<HTMLElement>("input[type=checkbox]:not([hidden])")?.click();
    return true;
  }
  const button =
    key === "u"
      ? document.querySelector<HTMLElement>(".undo button")
      : BUTTONS[key] && item?.querySelector<HTMLElement>(`button[formaction^="/moderation${BUTTONS[key]}"]`);
  if (!button) return false;
  sessionStorage.setItem(PLACE, String(index));
  button.click();
  return true;
}

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.matches("input:not([type=checkbox]), textarea, select");
