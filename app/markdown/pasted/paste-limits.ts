/** A word processor writes ten characters of HTML for one of text: about 15,000 words. */
export const MAX_PASTE_CHARS = 1_000_000;
/** As a form, percent-encoded. */
export const MAX_PASTE_BYTES = 3 * 1024 * 1024;
/** Processor time. The longest ordinary paste takes a third of it. */
export const PASTE_LIMIT_MS = 3_000;
