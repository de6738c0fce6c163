// How forms name responses: "comment-12-held" is the comment 12, held when the page was opened.

import { readRowId } from "~/platform/database/rows/row-id";
import { type ResponseStatus, responseStatus } from "~/visibility/status";

/** A comment or a pingback. */
export interface ResponseRef {
  kind: "comment" | "pingback";
  id: number;
}

/** What moderators decide about: a response, or an edit of a comment that waits beside it. */
export interface ModeratedRef {
  kind: ResponseRef["kind"] | "edit";
  id: number;
}

export const isResponse = (moderated: ModeratedRef): moderated is ResponseRef => moderated.kind !== "edit";

/** One with the status that the moderator's page showed. */
export interface SeenResponse extends ModeratedRef {
  status: ResponseStatus;
}

export const toField = ({ kind, id, status }: ModeratedRef & { status: string }) => `${kind}-${id}-${status}`;

/** Parses the field; null if it is none. */
export function readField(value: string): SeenResponse | null {
  const [, kind, number, word] = /^(comment|pingback|edit)-(\d+)-([a-z]+)$/.exec(value) ?? [];
  const id = readRowId(number);
  const status = Object.values(responseStatus).find((known) => known === word);
  return id === null || !status ? null : { kind: kind as ModeratedRef["kind"], id, status };
}

/** The page of one response, for moderators. Edits stand in the queue. */
export const moderationPath = ({ kind, id }: ModeratedRef) =>
  kind === "edit" ? `/moderation#edit-${id}` : `/moderation/${kind}s/${id}`;

/** Names one. */
export const nameOfModerated = ({ kind, id }: ModeratedRef): string =>
  ({ comment: `Comment ${id}`, pingback: `Pingback ${id}`, edit: "An edit" })[kind];
