// Drafts of replies in the browser's local storage: on this device only and for limited time, because devices
// in libraries are shared.

/** A week suffices to write a reply; on a shared device a draft should not stay longer. */
export const DRAFT_DAYS = 7;
const DRAFT_MS = DRAFT_DAYS * 24 * 60 * 60 * 1000;

const PREFIX = "draft ";
/** Key of the draft sent last. The redirect to the posted comment confirms that it arrived. */
const SENT = "sent draft";

export interface Draft {
  text: string;
  /** Time of the last key press. */
  at: number;
  /** The member's id, or "guest". */
  as: string;
}

/** The post and each of its comments have separate drafts. */
export const draftKey = (action: string, to: string) => `${PREFIX}${action.split("#")[0]} ${to}`;

/** The draft that `as` may see: their own or a guest's, because a guest may sign in before posting. */
export function findDraft(key: string, as: string): Draft | null {
  const draft = parseDraft(read(key));
  return draft && (draft.as === "guest" || draft.as === as) ? draft : null;
}

export const keepDraft = (key: string, draft: Draft) => write(key, draft.text ? JSON.stringify(draft) : "");
export const dropDraft = (key: string) => write(key, "");

/** Returns null for an expired draft. */
function parseDraft(kept: string): Draft | null {
  const draft = parse(kept) as Draft | null;
  // Older versions stored no date: such a draft counts from now.
  if (typeof draft?.text !== "string") return kept ? { text: kept, at: Date.now(), as: "guest" } : null;
  return draft.at + DRAFT_MS > Date.now() ? draft : null;
}

/** Deletes expired drafts, or all of them. */
export function sweepDrafts(all: boolean): void {
  for (const key of listKeys().filter((name) => name.startsWith(PREFIX))) {
    const kept = read(key);
    const draft = all ? null : parseDraft(kept);
    if (!draft) dropDraft(key);
    else if (!kept.startsWith("{")) keepDraft(key, draft);
  }
}

export const noteSent = (key: string) => write(SENT, key);

/** Deletes the draft sent last, after it arrived. */
export function dropSent(): void {
  dropDraft(read(SENT));
  noteSent("");
}

/** Returns null for text that is not JSON, from another version. */
export function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Storage may be disabled or full. */
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
