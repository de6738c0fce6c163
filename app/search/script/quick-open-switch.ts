// The switch of quick-open's key, on the search page (WCAG 2.1.4).

import { read, write } from "~/comments/reply/reply-drafts";
import { KEY_OFF } from "./quick-open-key";

export function offerSwitch(): void {
  const place = document.querySelector<HTMLElement>("#keys");
  const wanted = place?.querySelector("input");
  if (!place || !wanted) return;
  wanted.checked = !read(KEY_OFF);
  wanted.addEventListener("change", () => write(KEY_OFF, wanted.checked ? "" : "1"));
  place.hidden = false;
}
