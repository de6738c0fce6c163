// Enhancements of a reply that is being written.

import { previewReply } from "~/comments/reply/typed-preview";

for (const form of document.querySelectorAll<HTMLFormElement>("form[data-reply]")) previewReply(form);
