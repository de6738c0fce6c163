// Plans the responses of a conversation: each at its date, numbered and counted like a visitor's.

import { createHash } from "node:crypto";
import type { ImportedReply } from "~/flows/importing/import-reply.server";
import { hasOffset } from "../content/content-date";
import type { Conversation, FiledResponse, ResponseFields } from "../content/conversation-file";
import type { Problem } from "../content/front-matter";

export interface ImportReport {
  /** Whether the site was new and got its settings from this folder. */
  opened: boolean;
  posts: { published: number; scheduled: number; changed: number; unchanged: number };
  /** Responses that are found but not counted otherwise were skipped, each with a problem. */
  responses: { found: number } & Record<(ImportedReply & { ok: true })["outcome"], number>;
  /** Files in media/ that texts link to; those that were refused are problems. */
  media: { added: number; unchanged: number };
  /** What stays as it is on the site, because it was written or edited there. */
  edited: Problem[];
  /** Notes on imported content: changes, and what doesn't show as intended. */
  notes: Problem[];
  /** Files of kinds that an import doesn't read. */
  unread: Problem[];
  problems: Problem[];
}

/** What replies need to know of the response that they answer. */
export interface Answered {
  origin: string;
  /** Its time, but never before its post or its parent. */
  turn: Date;
  /** Its id once it is imported. */
  id?: number;
}

/** A response with what its import needs to know of its file and of its parent. */
export interface PlannedResponse extends Pick<FiledResponse, "read" | "field" | "line" | "textLine"> {
  file: string;
  /** Slug of the post. */
  slug: string;
  turn: Date;
  self: Answered;
  parent: Answered | null;
  /** Whether it has the key of another response in its file. */
  isSecond: boolean;
}

/** The responses of a conversation, parents before their replies. */
export function planResponses(
  { file, post: slug, responses }: Conversation,
  /** Origin of the file, and publication date of the post, if it is in this import. */
  { origin, publishedAt }: { origin: string; publishedAt: Date | undefined },
): PlannedResponse[] {
  const planned: PlannedResponse[] = [];
  const nextPlace = placeResponses();
  const keysHere = new Set<string>();
  const byNumber = new Map<number, { self: Answered; place: string }>();
  const plan = (response: FiledResponse, nestedIn: Answered | null, nestedAt: string) => {
    const { field, line, textLine, replies } = response;
    const answers = response.read.ok ? response.read.value.answers : undefined;
    const answered = answers === undefined ? undefined : byNumber.get(answers);
    const parent = answered?.self ?? nestedIn;
    const above = answered?.place ?? nestedAt;
    const read =
      answers === undefined || answered ? response.read : refuseAnswer({ file, line, field }, answers);
    const key = read.ok ? read.value.key : undefined;
    const isSecond = key !== undefined && keysHere.has(key);
    if (key !== undefined) keysHere.add(key);
    const place = read.ok && !isSecond ? nextPlace(read.value, above) : "";
    const turn = latest(read.ok ? read.value.at : null, parent?.turn ?? publishedAt ?? null);
    const self = { origin: `${origin}#${place}`, turn };
    const number = read.ok ? read.value.number : undefined;
    if (number !== undefined && !byNumber.has(number)) byNumber.set(number, { self, place });
    planned.push({ file, slug, read, field, line, textLine, turn, self, parent, isSecond });
    for (const reply of replies) plan(reply, self, place);
  };
  for (const response of responses) plan(response, null, "");
  return planned;
}

const refuseAnswer = (where: Pick<Problem, "file" | "line" | "field">, answers: number) => ({
  ok: false as const,
  problem: { ...where, message: `answers ${answers}, but no response above it has this number` },
});

export const latest = (...dates: (Date | null)[]) =>
  new Date(Math.max(0, ...dates.map((date) => date?.getTime() ?? 0)));

/** Identifies a response within its file, so that a repeated import adds no duplicates: by its key, else by
 *  parent, date and author, with a count if these are equal. Its text and its neighbours don't matter. */
function placeResponses() {
  const counts = new Map<string, number>();
  return ({ key, at, writtenAt, name, person }: ResponseFields, parent: string): string => {
    if (key) return key;
    // The written date, because the moment would change with the site's time zone.
    const when = hasOffset(writtenAt) ? at.toISOString() : writtenAt;
    const hash = createHash("sha256")
      .update(JSON.stringify([parent, when, name, person]))
      .digest("base64url");
    const place = hash.slice(0, 16);
    const count = (counts.get(place) ?? 0) + 1;
    counts.set(place, count);
    // Keys never contain an @.
    return count === 1 ? `@${place}` : `@${place}-${count}`;
  };
}
