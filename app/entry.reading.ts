// What reading pages do a little better with a script. Everything works without it.

/** Where a guest's name, address and site are kept, on this device only, for as long as they want it. */
const GUEST = "guest";
/** Which draft was last sent. It has arrived when the site leads its writer to the comment that came of it. */
const SENT = "sent draft";
const arrived = /(?:^|; )sent=(\d+)/.exec(document.cookie)?.[1];
if (arrived && location.hash === `#comment-${arrived}`) {
  write(read(SENT), "");
  write(SENT, "");
  // biome-ignore lint/suspicious/noDocumentCookie: the other way is not in every browser, and waits.
  document.cookie = "sent=; Path=/; Max-Age=0; SameSite=Lax";
}

const forms = document.querySelectorAll<HTMLFormElement>("form[data-reply]");
for (const form of forms) {
  keepDraft(form);
  rememberGuest(form);
  sendOnce(form);
}
const form = forms[0];
if (form) replyInPlace(form);

/** A text that wasn't sent is there again when its writer comes back, on this device only. */
function keepDraft(form: HTMLFormElement) {
  const text = textOf(form);
  // A form that comes filled in was refused or previewed: it holds the newest, and nothing has arrived.
  if (text.defaultValue) write(SENT, "");
  else text.value = read(draftOf(form)) || text.value;
  text.addEventListener("input", () => {
    write(draftOf(form), text.value);
    // What is still being written is not what was sent.
    write(SENT, "");
  });
  form.addEventListener("submit", ({ submitter }) => {
    if (!submitter?.hasAttribute("formaction")) write(SENT, draftOf(form));
  });
}

/** Fills in who a guest said they are, where they asked for it. */
function rememberGuest(form: HTMLFormElement) {
  const offer = form.querySelector<HTMLElement>("[data-remember]");
  const box = offer?.querySelector("input");
  // Who is signed in is known already.
  if (!offer || !box) return;
  const fields = ["name", "email", "site"].map((name) => form.elements.namedItem(name) as HTMLInputElement);
  const keep = () => write(GUEST, JSON.stringify(fields.map((field) => field.value)));
  const kept = read(GUEST);
  box.checked = kept !== "";
  // A form that comes filled in or refused holds what its writer wants, and says what was wrong with it.
  if (kept && !textOf(form).defaultValue && !form.querySelector("[role=alert]")) {
    const values: unknown = parse(kept);
    for (const [index, field] of fields.entries())
      if (Array.isArray(values)) field.value ||= String(values[index] ?? "");
  }
  form.addEventListener("submit", () => box.checked && keep());
  // The box says what is so: nothing is kept where storage is off, or where another tab has just forgotten.
  const tell = () => {
    box.checked = read(GUEST) !== "";
  };
  box.addEventListener("change", () => {
    if (box.checked) keep();
    else write(GUEST, "");
    tell();
  });
  addEventListener("storage", tell);
  addEventListener("pageshow", tell);
  offer.hidden = false;
}

/** Null for what isn't JSON: another version may have kept it. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Turns the form to another comment: to what was begun there or, where nothing was, with what stands in it. */
function retarget(form: HTMLFormElement, to: string) {
  const text = textOf(form);
  const before = draftOf(form);
  targetOf(form).value = to;
  const begun = read(draftOf(form));
  if (begun) {
    text.value = begun;
    return;
  }
  write(before, "");
  write(draftOf(form), text.value);
}

function textOf(form: HTMLFormElement) {
  return form.elements.namedItem("body") as HTMLTextAreaElement;
}

function targetOf(form: HTMLFormElement) {
  return form.elements.namedItem("to") as HTMLInputElement;
}

/** A text for the post and one for each of its comments are kept apart. */
function draftOf(form: HTMLFormElement) {
  return `draft ${form.action.split("#")[0]} ${targetOf(form).value}`;
}

/** Storage may be switched off, or full. */
function read(key: string): string {
  try {
    return localStorage.getItem(key) ?? "";
  } catch {
    return "";
  }
}

function write(key: string, value: string) {
  try {
    if (value) localStorage.setItem(key, value);
    else localStorage.removeItem(key);
  } catch {}
}

function sendOnce(form: HTMLFormElement) {
  let sent = false;
  form.addEventListener("submit", (event) => {
    if (sent) event.preventDefault();
    sent = true;
  });
  // Back to this page by the browser's own memory: the form may be sent again.
  addEventListener("pageshow", () => {
    sent = false;
  });
}

/** "Reply" brings the form below the comment, and "Cancel" takes it back. */
function replyInPlace(form: HTMLFormElement) {
  const home = form.parentElement;
  if (!home || targetOf(form).value) return;
  const heading = document.createElement("p");
  heading.className = "reply-in-place";
  heading.id = "reply-in-place";
  let opener: HTMLAnchorElement | undefined;

  document.addEventListener("click", (event) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>("a[data-reply-to]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    opener = link;
    retarget(form, link.dataset.replyTo ?? "");
    const cancel = document.createElement("button");
    cancel.type = "button";
    cancel.className = "quiet";
    cancel.textContent = "Cancel";
    cancel.addEventListener("click", goHome);
    heading.replaceChildren(`${link.getAttribute("aria-label")} `, cancel);
    form.prepend(heading);
    form.setAttribute("aria-labelledby", heading.id);
    link.closest("article")?.after(form);
    // Its heading would stand over nothing.
    home.hidden = true;
    textOf(form).focus();
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && opener) goHome();
  });

  function goHome() {
    retarget(form, "");
    heading.remove();
    form.removeAttribute("aria-labelledby");
    if (home) home.hidden = false;
    home?.append(form);
    opener?.focus();
    opener = undefined;
  }
}
