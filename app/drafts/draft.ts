// Drafts for pages.

/** What a draft becomes: a post, or a page of the site, which only editors write. */
export const DRAFT_KINDS = ["post", "page"] as const;
export type DraftKind = (typeof DRAFT_KINDS)[number];

/** The fields of a draft beside its title and text, each as typed. */
export const DETAILS = [
  "slug",
  "summary",
  "tags",
  "series",
  "part",
  "writers",
  "presenters",
  "language",
  "licence",
  "noindex",
  "date",
] as const;
export type DraftDetails = Record<(typeof DETAILS)[number], string>;

/** A draft as typed. Each field may be empty, or be what a post can't have. */
export interface DraftText {
  title: string;
  source: string;
  details: DraftDetails;
}

/** What the editor's form shows, by the names of its fields. */
export type EditorValues = Partial<Record<keyof DraftDetails | "title" | "body", string>>;

export const emptyDetails = (): DraftDetails =>
  Object.fromEntries(DETAILS.map((name) => [name, ""])) as DraftDetails;

export const EMPTY_DRAFT: DraftText = { title: "", source: "", details: emptyDetails() };

/** Stored as JSON, in the order of DETAILS, so that equal details are equal strings. */
export const writeDetails = (details: DraftDetails): string =>
  JSON.stringify(Object.fromEntries(DETAILS.map((name) => [name, details[name]])));

export const readDetails = (json: string): DraftDetails => ({ ...emptyDetails(), ...JSON.parse(json) });

export const isSameText = (a: DraftText, b: DraftText): boolean =>
  a.title === b.title && a.source === b.source && writeDetails(a.details) === writeDetails(b.details);

/** A text with nothing in it to keep. A language or a licence alone is a default. */
export const isBlank = ({ title, source, details }: DraftText): boolean =>
  [title, source, details.summary, details.tags, details.slug].every((field) => field.trim() === "");

/** The names of a list as typed: "access, the profession". */
export const splitList = (typed: string): string[] =>
  typed
    .split(/[,;\n、，]/)
    .map((name) => name.replace(/\s+/g, " ").trim())
    .filter(Boolean);

/** Handles as typed, with or without @. */
export const splitHandles = (typed: string): string[] =>
  splitList(typed).map((handle) => handle.replace(/^@/, "").toLowerCase());

export const draftPath = (id: number | null) => (id === null ? "/write" : `/write/${id}`);
