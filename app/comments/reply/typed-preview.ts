// A reply as it will look, below its text, while somebody types.

import { previewWhileTyping } from "~/design/script/preview-while-typing";
import { read, write } from "./reply-drafts";

const REST_MS = 800;

/** Whether the preview is folded away on this device. */
const FOLDED = "reply-preview-folded";

/** Characters without which a text looks as it is typed. */
const MARKDOWN = /[*_`~#>[\]|@]|:\/\/|^\s*(?:[-+]|\d+[.)])\s|^(?:-{3,}|={3,})$/m;

export function previewReply(form: HTMLFormElement): void {
  const text = form.elements.namedItem("body") as HTMLTextAreaElement;
  const element = document.createElement("details");
  element.className = "typed-preview";
  element.hidden = true;
  const summary = document.createElement("summary");
  summary.textContent = "Preview";
  const content = document.createElement("div");
  content.className = "prose";
  content.dir = "auto";
  element.append(summary, content);
  element.open = !read(FOLDED);
  text.closest(".field")?.after(element);

  const plan = previewWhileTyping(form, {
    restMs: REST_MS,
    isWanted: () => {
      const hasMore = MARKDOWN.test(text.value);
      if (!hasMore || !element.open) element.hidden = !hasMore;
      return hasMore && element.open;
    },
    send: (signal) => {
      const { pathname } = new URL(form.action);
      const body = new URLSearchParams({ body: text.value, account: accountOf(form) });
      return fetch(pathname.replace(/\/respond$/, "/preview/text"), { method: "POST", body, signal });
    },
    show(nodes) {
      if (!MARKDOWN.test(text.value)) return;
      content.replaceChildren(...nodes);
      element.hidden = false;
    },
    // The button shows a preview, and says what is wrong.
    refuse: () => {},
  });
  element.addEventListener("toggle", () => {
    write(FOLDED, element.open ? "" : "1");
    plan(0);
  });
  plan(0);
}

/** Whether a member replies with their account. */
const accountOf = (form: HTMLFormElement) => String(new FormData(form).get("account") ?? "");
