// Enhancements of a reply that is being written: quotes, mentions and a preview. The form's focus loads it, or a selection.

import { suggestPeople } from "~/comments/reply/script/people-suggestions";
import { offerQuotes } from "~/comments/reply/script/quote-button";
import { previewReply } from "~/comments/reply/typed-preview";

for (const form of document.querySelectorAll<HTMLFormElement>("form[data-reply]")) {
  suggestPeople(form);
  previewReply(form);
}
offerQuotes();
