// Replies that were begun and not sent, in the browser's own storage: on this device only, and not for ever. Many devices, such as
// a library's, are used by one person after another.

/** A reply that takes longer than a week to write is begun anew; a stranger's text should not wait longer for the next reader. */
export const DRAFT_DAYS = 7;
const DRAFT_MS = DRAFT_DAYS * 24 * 60 * 60 * 1000;

const PREFIX = "draft ";
/** Which draft was last sent. It has arrived when the site leads its writer to the comment that came of it. */
const SENT = "sent draft";

export interface Draft {
  text: string;
  /** When it was last typed in. */
  at: number;
  /** Who was signed in, by their number; "guest" for nobody. */
  as: string;
}

/** A text for the post and one for each of its comments are kept apart. */
export const draftKey = (action: string, to: string) => `${PREFIX}${action.split("#")[0]} ${to}`;

/** What `as` may be shown: a guest's, since whoever signs in to send it goes on with it, or their own. */
export function findDraft(key: string, as: string): Draft | null {
  const draft = parseDraft(read(key));
  return draft && (draft.as === "guest" || draft.as === as) ? draft : null;
}

export const keepDraft = (key: string, draft: Draft) => write(key, draft.text ? JSON.stringify(draft) : "");
export const dropDraft = (key: string) => write(key, "");

/** Null for one that is too old. */
function parseDraft(kept: string): Draft | null {
  const draft = parse(kept) as Draft | null;
  // From before drafts had a date: it counts from now.
  if (typeof draft?.text !== "string") return kept ? { text: kept, at: Date.now(), as: "guest" } : null;
  return draft.at + DRAFT_MS > Date.now() ? draft : null;
}

/** Drops what is too old, and with `all` the others too. */
export function sweepDrafts(all: boolean): void {
  for (const key of listKeys().filter((name) => name.startsWith(PREFIX))) {
    const kept = read(key);
    const draft = all ? null : parseDraft(kept);
    if (!draft) dropDraft(key);
    else if (!kept.startsWith("{")) keepDraft(key, draft);
  }
}

export const noteSent = (key: string) => write(SENT, key);

/** What was sent has arrived. */
export function dropSent(): void {
  dropDraft(read(SENT));
  noteSent("");
}

/** Null for what isn't JSON: another version may have kept it. */
export function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Storage may be switched off, or full. */
export function read(key: string): string {
  try {
    return localStorage.getItem(key) ?? "";
  } catch {
    return "";
  }
}

export function write(key: string, value: string): void {
  try {
    if (value) localStorage.setItem(key, value);
    else localStorage.removeItem(key);
  } catch {}
}

function listKeys(): string[] {
  try {
    return Object.keys(localStorage);
  } catch {
    return [];
  }
}
