// Which responses are new to a member, and the way from one to the next, in the order of reading.

import { commentAnchor, commentPath } from "~/comments/comment";
import { pingbackAnchor, pingbackPath } from "~/pingbacks/pingback";
import type { ThreadItem } from "../response";

/** To whom responses are new, and from which number on. */
export interface NewTo {
  readerId: number;
  /** Responses above this number are new. */
  seenNumber: number;
  /** The people whom the reader has muted. */
  mutedIds: ReadonlySet<number>;
}

export type Place = Pick<ThreadItem, "kind" | "id">;

/** The new responses of a page, in its order: the address of the next one for each, or null. */
export type NewOnPage = ReadonlyMap<string, string | null>;

/** What is said at the head of a conversation. */
export interface NewSince {
  count: number;
  /** Whether there are more than were counted. */
  isMore: boolean;
  since: Date;
  /** The first new one in the order of reading. */
  first: string;
}

export const keyOf = ({ kind, id }: Place) => `${kind}-${id}`;

/** Whether a response is new: never one's own, nor one that its reader has muted or can't read. */
export function isNewTo(response: ThreadItem, { readerId, seenNumber, mutedIds }: NewTo): boolean {
  if (response.number <= seenNumber) return false;
  if (response.kind === "pingback") return !response.writers.some(({ id }) => id === readerId);
  const { placeholder, personId } = response;
  return !placeholder && (personId === null || (personId !== readerId && !mutedIds.has(personId)));
}

/** The new ones among the responses of a page. `elsewhere` is the next one after the page, if there is any. */
export function newOnPage(responses: readonly ThreadItem[], to: NewTo, elsewhere?: Place): NewOnPage {
  const found = responses.filter((response) => isNewTo(response, to));
  const last = elsewhere ? pathOf(elsewhere) : null;
  return new Map(
    found.map((response, index) => {
      const next = found[index + 1];
      return [keyOf(response), next ? `#${anchorOf(next)}` : last];
    }),
  );
}

/** The address of a response: on the page that is open, its anchor. */
export const addressFrom = (onPage: NewOnPage, response: Place) =>
  onPage.has(keyOf(response)) ? `#${anchorOf(response)}` : pathOf(response);

export const anchorOf = ({ kind, id }: Place) =>
  kind === "pingback" ? pingbackAnchor(id) : commentAnchor(id);

const pathOf = ({ kind, id }: Place) => (kind === "pingback" ? pingbackPath(id) : commentPath(id));
