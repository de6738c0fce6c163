// Imports the conversations of a content folder: each response at its date, numbered and counted like a
// visitor's.

import { createHash } from "node:crypto";
import { explainReplyRefusal } from "~/comments/reply/reply-refusals";
import { type ImportedReply, importReply } from "~/flows/import-reply.server";
import type { PublishingDeps } from "~/flows/publish-post.server";
import { findCurrentHandles, findPersonIds } from "~/people/person.server";
import { guest } from "~/people/viewer";
import type { DatabaseClient } from "~/platform/database/database.server";
import { findPostToAnswer } from "~/posts/post.server";
import { hasOffset } from "../content/content-date";
import { explainUnexpected } from "../content/content-files.server";
import type { Conversation, FiledResponse, ResponseFields } from "../content/conversation-file";
import type { Problem } from "../content/front-matter";

export interface ImportReport {
  /** Whether the site was new and got its settings from this folder. */
  opened: boolean;
  posts: { published: number; scheduled: number; changed: number; unchanged: number };
  /** Responses that are found but not counted otherwise were skipped, each with a problem. */
  responses: { found: number } & Record<(ImportedReply & { ok: true })["outcome"], number>;
  /** Notes on imported content: changes, and what doesn't show as intended. */
  notes: Problem[];
  /** Files of kinds that an import doesn't read. */
  unread: Problem[];
  problems: Problem[];
}

/** One step of an import, run in the order of `at`. */
export interface Step {
  at: Date;
  file: string;
  /** The line on which its text begins. */
  textLine: number;
  run(): Promise<void>;
}

/** Authors of content files don't know ids: `comment:key` links to the response with this key. */
export const linkComments = (source: string, keys: ReadonlyMap<string, number>) =>
  source.replace(/\]\(comment:([a-z0-9-]+)\)/g, (whole, key) =>
    keys.has(key) ? `](/comments/${keys.get(key)})` : whole,
  );

/** What replies need to know of their parent: its place in the file, its time, and its id once it is
 *  imported. */
interface Answered {
  place: string;
  turn: Date;
  id?: number;
}

interface Surroundings {
  /** Origin of the file. */
  origin: string;
  /** Ids of imported responses that have a key. */
  keys: Map<string, number>;
  /** Publication date of the post, if it is in this import. */
  publishedAt: Date | undefined;
  /** Handles in this folder that belong to someone else on the site. */
  otherPeople: ReadonlySet<string>;
}

/** The steps that import a conversation: each response at its date, but never before its post or its parent.
 *  A response that can't be imported is skipped with all its replies. */
export function listReplies(
  deps: PublishingDeps,
  { file, post: slug, responses }: Conversation,
  { origin, keys, publishedAt, otherPeople }: Surroundings,
  report: ImportReport,
): Step[] {
  const steps: Step[] = [];
  const nextPlace = placeResponses();
  const keysHere = new Set<string>();
  const plan = ({ read, field, line, textLine, replies }: FiledResponse, parent: Answered | null) => {
    report.responses.found++;
    const leaveOut = (message: string) => void report.problems.push({ file, line, field, message });
    const key = read.ok ? read.value.key : undefined;
    const isSecond = key !== undefined && keysHere.has(key);
    if (key !== undefined) keysHere.add(key);
    const turn = latest(read.ok ? read.value.at : null, parent?.turn ?? publishedAt ?? null);
    const place = read.ok && !isSecond ? nextPlace(read.value, parent?.place ?? "") : "";
    const self: Answered = { place, turn };
    const run = async () => {
      if (parent && parent.id === undefined)
        return leaveOut("answers a response that was left out. Correct that one first.");
      if (!read.ok) return void report.problems.push(read.problem);
      const { person } = read.value;
      if (person !== undefined && otherPeople.has(person))
        return leaveOut(
          `is by ${person}, who is another person on this site. See the message about the file of that person.`,
        );
      if (isSecond)
        return leaveOut(
          `has the key of another response in this file: ${key}. Give it a key of its own, such as key: ${key}-2`,
        );
      const at = {
        slug,
        parentId: parent?.id ?? null,
        origin: `${origin}#${place}`,
        answeredAt: parent?.turn ?? null,
      };
      const added = await importResponse(deps, read.value, at, keys).catch(explainUnforeseen);
      if (!added.ok) return leaveOut(added.message);
      self.id = added.id;
      if (key !== undefined && (keys.get(key) ?? added.id) !== added.id) {
        const message = `has the key of a response in another file: ${key}. From here on, comment:${key} links to this one. Give it a key of its own, such as key: ${key}-2`;
        report.notes.push({ file, line, field, message });
      }
      if (key !== undefined) keys.set(key, added.id);
      report.responses[added.outcome]++;
    };
    steps.push({ at: turn, file, textLine, run });
    for (const reply of replies) plan(reply, self);
  };
  for (const response of responses) plan(response, null);
  return steps;
}

const latest = (...dates: (Date | null)[]) =>
  new Date(Math.max(0, ...dates.map((date) => date?.getTime() ?? 0)));

const explainUnforeseen = (error: unknown) => ({ ok: false, message: explainUnexpected(error) }) as const;

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

/** A date without a time is midnight. On the day on which the post or the parent was published, it becomes
 *  that time. */
function timeOf({ at, writtenAt }: ResponseFields, notBefore: Date): Date {
  const isSameDay = isDay(writtenAt) && at < notBefore && notBefore.getTime() - at.getTime() < DAY_MS;
  return isSameDay ? notBefore : at;
}

const DAY_MS = 24 * 60 * 60 * 1000;
const isDay = (writtenAt: string) => /^\d{4}-\d\d-\d\d$/.test(writtenAt);

interface Place {
  slug: string;
  parentId: number | null;
  origin: string;
  /** Time of the parent response; null for a reply to the post. */
  answeredAt: Date | null;
}

async function importResponse(
  deps: PublishingDeps,
  response: ResponseFields,
  { slug, parentId, origin, answeredAt }: Place,
  keys: ReadonlyMap<string, number>,
): Promise<(ImportedReply & { ok: true }) | { ok: false; message: string }> {
  const { at: stated, writtenAt, body, name = "", person, site } = response;
  const isMissing = {
    ok: false,
    message: `answers ${slug}, but no post with this slug is published at ${stated.toISOString()}`,
  } as const;
  const post = await findPostToAnswer(deps.db, slug);
  if (!post) return isMissing;
  const personId = person && (await findImportedPerson(deps.db, person));
  if (person && !personId)
    return { ok: false, message: `is by ${person}, but no file in people/ has this handle` };
  const said = await importReply(deps, {
    ...{ origin, postId: post.id, parentId, name, site },
    at: timeOf(response, latest(answeredAt, post.publishedAt)),
    // Earlier versions read a date without a time as midnight UTC.
    ...(isDay(writtenAt) && { earlierAt: new Date(`${writtenAt}T00:00:00Z`) }),
    speaker: personId ? { kind: "person" as const, id: personId } : guest,
    source: linkComments(body, keys),
  });
  if (!said.ok && said.reason === "post.not-found") return isMissing;
  return said.ok ? said : { ok: false, message: `was refused: ${explainReplyRefusal(said.reason)}` };
}

async function findImportedPerson(db: DatabaseClient, handle: string): Promise<number | undefined> {
  const current = (await findCurrentHandles(db, [handle])).get(handle) ?? handle;
  return (await findPersonIds(db, [current])).get(current);
}
