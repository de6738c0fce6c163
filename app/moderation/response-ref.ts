// How forms name responses: "comment-12-held" is the comment 12, held when the page was opened.

import { readRowId } from "~/platform/database/row-id";
import { type ResponseStatus, responseStatus } from "~/visibility/status";

/** A comment or a pingback. */
export interface ResponseRef {
  kind: "comment" | "pingback";
  id: number;
}

/** A response with the status that the moderator's page showed. */
export interface SeenResponse extends ResponseRef {
  status: ResponseStatus;
}

export const toField = ({ kind, id, status }: ResponseRef & { status: string }) => `${kind}-${id}-${status}`;

/** Parses the field; null if it is none. */
export function readField(value: string): SeenResponse | null {
  const [, kind, number, word] = /^(comment|pingback)-(\d+)-([a-z]+)$/.exec(value) ?? [];
  const id = readRowId(number);
  const status = Object.values(responseStatus).find((known) => known === word);
  return id === null || !status ? null : { kind: kind as ResponseRef["kind"], id, status };
}

/** The page of one response, for moderators. */
export const moderationPath = ({ kind, id }: ResponseRef) => `/moderation/${kind}s/${id}`;
